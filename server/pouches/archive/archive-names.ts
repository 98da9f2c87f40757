/** Characters that a file name cannot have on one of the usual systems. */
const awkward = /[<>:"|?*\\/\p{Cc}]/gu;

/** One path for each file of an archive, which no other has, whatever a system takes for the same letter. */
export function createArchiveNames(): (...parts: readonly string[]) => string {
  const taken = new Set<string>();
  return (...parts) => {
    const path = parts.map((part) => part.replace(awkward, '_').replace(/[. ]+$/, '_')).join('/');
    const dot = path.lastIndexOf('.');
    const [stem, ending] =
      dot > path.lastIndexOf('/') + 1 ? [path.slice(0, dot), path.slice(dot)] : [path, ''];
    for (let number = 1; ; number++) {
      const name = number === 1 ? path : `${stem} (${number})${ending}`;
      const key = name.normalize('NFC').toLowerCase();
      if (taken.has(key)) continue;
      taken.add(key);
      return name;
    }
  };
}

/** `invoice (version 1).pdf` */
export function earlierName(name: string, version: number): string {
  const dot = name.lastIndexOf('.');
  const label = ` (version ${version})`;
  return dot > 0 ? `${name.slice(0, dot)}${label}${name.slice(dot)}` : `${name}${label}`;
}
