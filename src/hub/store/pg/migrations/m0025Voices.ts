/**
 * Version 25: of each sentence one clip, or translation, of each person waits for a second one (decision 022). Before, what another
 * volunteer recorded the same evening took the place of a voice that nobody had listened to.
 */
export const m0025Voices = `
DROP INDEX clip_waits;
CREATE UNIQUE INDEX clip_waits ON clip (tenant, language, sound, recorded_by) WHERE state IN ('draft', 'returned');
DROP INDEX translation_waits;
CREATE UNIQUE INDEX translation_waits ON translation (tenant, language, source, written_by)
  WHERE state IN ('draft', 'returned');
`
