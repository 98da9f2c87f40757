import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** What a reader of the PDF sees, a string a page. */
export async function pagesOf(pdf: Uint8Array): Promise<string[]> {
  const task = getDocument({ data: new Uint8Array(pdf), verbosity: 0 });
  const document = await task.promise;
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join('\n'));
  }
  await task.destroy();
  return pages;
}

/** Each text of the first page with where it stands, in points from the lower left. */
export async function placesOn(pdf: Uint8Array) {
  const task = getDocument({ data: new Uint8Array(pdf), verbosity: 0 });
  const { items } = await (await (await task.promise).getPage(1)).getTextContent();
  await task.destroy();
  return items.flatMap((item) =>
    'str' in item
      ? [{ text: item.str, x: Number(item.transform[4]), y: Number(item.transform[5]), width: item.width }]
      : [],
  );
}

/** The attachments' names and bytes. */
export async function attachmentsOf(pdf: Uint8Array): Promise<Map<string, string>> {
  const task = getDocument({ data: new Uint8Array(pdf), verbosity: 0 });
  const document = await task.promise;
  const names = [...((await document.getAttachments()) as ReadonlyMap<string, unknown>).keys()];
  const found = new Map<string, string>();
  for (const name of names) {
    found.set(name, Buffer.from((await document.getAttachmentContent(name)) ?? []).toString('latin1'));
  }
  await task.destroy();
  return found;
}
