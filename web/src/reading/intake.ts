/** Turns what a reader drops, chooses or pastes into files. */

const ignoredNames = /^(\.|__MACOSX$|Thumbs\.db$|desktop\.ini$|@eaDir$)/i;

/** The files of a drop, folders searched to any depth. Call it before the event is over. */
export async function filesOf(data: DataTransfer): Promise<File[]> {
  const entries = [...data.items].filter((item) => item.kind === 'file').map((item) => item.webkitGetAsEntry());
  if (entries.length === 0 || entries.some((entry) => entry === null)) return plausible([...data.files]);
  const files: File[] = [];
  for (const entry of entries) await collect(entry!, files);
  return plausible(files);
}

/** Leaves out what systems leave in folders, and empty names; in the order of names. */
export function plausible(files: File[]): File[] {
  return files
    .filter((file) => !(file.webkitRelativePath || file.name).split('/').some((part) => ignoredNames.test(part)))
    .sort((a, b) => (a.webkitRelativePath || a.name).localeCompare(b.webkitRelativePath || b.name, undefined, { numeric: true }));
}

async function collect(entry: FileSystemEntry, into: File[]): Promise<void> {
  if (ignoredNames.test(entry.name)) return;
  if (entry.isFile) {
    into.push(await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject)));
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    // A reader hands out a folder in portions; an empty one ends it.
    const portion = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (portion.length === 0) return;
    for (const child of portion) await collect(child, into);
  }
}

/** The files of a paste; a picture from the clipboard has no name of its own. */
export function pastedFiles(data: DataTransfer, now: Date = new Date()): File[] {
  return [...data.files].map((file) =>
    file.name && file.name !== 'image.png'
      ? file
      : new File([file], `pasted-${now.toISOString().slice(11, 19).replaceAll(':', '')}.png`, { type: file.type }),
  );
}
