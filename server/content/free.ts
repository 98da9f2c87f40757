/** Gives the memory of bytes back at once, where nothing else lies in it; they are empty afterwards. */
export function free(bytes: Uint8Array): void {
  const { buffer } = bytes;
  if (buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength && !buffer.detached)
    buffer.transfer(0);
}
