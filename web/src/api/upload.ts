import { ApiProblem, addressOf, type Operation, type Result } from './http.ts';

interface Upload {
  readonly path: Record<string, string>;
  readonly query?: Record<string, string | number | undefined>;
  readonly body: Blob;
  readonly headers: Readonly<Record<string, string>>;
}

/** One for each intention of a person. */
export const idempotent = (key: string) => ({ 'idempotency-key': key });

/**
 * Sends a file and tells how much of it has gone: `fetch` does not.
 * @param onProgress bytes sent so far
 * @throws ApiProblem as `call` does
 */
export function upload<O extends Operation>(
  operation: O,
  { path, query = {}, body, headers }: Upload,
  onProgress: (sent: number) => void,
): Promise<Result<O>> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(operation.slice(0, operation.indexOf(' ')), addressOf(operation, { path, query }));
    request.responseType = 'json';
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('content-type', body.type === '' ? 'application/octet-stream' : body.type);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded }) => onProgress(loaded);
    request.onload = () => {
      const answer: unknown = request.response;
      if (request.status >= 200 && request.status < 300) resolve(answer as Result<O>);
      // A proxy in between answers in its own words.
      else
        reject(new ApiProblem(request.status, typeof answer === 'object' && answer !== null ? answer : {}));
    };
    request.onerror = () => reject(new ApiProblem(0, { code: 'unreachable', retryable: true }));
    request.send(body);
  });
}
