/**
 * Version 28: what the writer of an item had seen (SPEC MRG-9). Until now an own item as base stood for all that the record was once it had
 * been applied, so that words which its writer never read were written over.
 */
export const m0028Seen = `
ALTER TABLE verdict ADD COLUMN seen integer;
`
