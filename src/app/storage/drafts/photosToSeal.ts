import { answersOfGroups } from '../../../domain/formAnswers.ts'
import { photosCalledFor } from '../../../domain/paperChecklist.ts'
import type { PaperPhoto } from '../../../domain/paperPhotos.ts'
import type { PhotoRow } from '../db/rows.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import { groupValue } from '../groupValue.ts'
import { photosOfRecord } from '../photos/DraftPhotos.ts'
import { applyPatch, type Groups } from './applyPatch.ts'
import type { DraftContent } from './draftContent.ts'

/** What is sealed of a draft, and what becomes of its photos with it. */
export interface PhotosToSeal {
  /** it names no photo that is not sent */
  content: DraftContent
  /** those that the item brings */
  brings: readonly PhotoRow[]
  /** ids of those that go from this tablet */
  drops: readonly string[]
}

/**
 * An item brings the photos that none named yet, all of them when the record begins anew. Without the resident's word none is sent, and
 * none of a paper that the answers no longer call for: what lies here of those goes (SPEC PHO-12).
 */
export async function photosToSeal(db: TabletDb, content: DraftContent): Promise<PhotosToSeal> {
  // hardly any draft has photos
  if (content.groups.papers?.photos === undefined) return { content, brings: [], drops: [] }
  const { photos = [], photoConsent } = groupValue(content.groups, 'dossier', 'papers')
  const agreed = photoConsent?.given === true
  const sent = agreed ? await calledFor(content.groups, photos) : []
  const isWhole = content.sealed === null && content.baseVersion === 0
  const rows = await photosOfRecord(db, content.id)
  const isSent = ({ id }: PhotoRow) => sent.some(({ photo }) => photo === id)
  return {
    content: sent.length === photos.length ? content : withNames(content, sent),
    brings: rows.filter((row) => isSent(row) && (isWhole || row.state === 'draft')),
    // what the hub holds already is the case's, as long as the resident agrees
    drops: rows.filter((row) => !isSent(row) && !(agreed && row.state === 'stored')).map(({ id }) => id),
  }
}

/** Of a form that this version does not know, all are. */
async function calledFor<P extends PaperPhoto>(groups: Groups, photos: readonly P[]): Promise<readonly P[]> {
  // hardly any draft comes here: the forms are no part of what an unlocked tablet loads first
  const { formById } = await import('../../../domain/formsPack.ts')
  const form = formById(groupValue(groups, 'dossier', 'about').formId ?? '')
  return form ? photosCalledFor(form, answersOfGroups(groups), photos) : photos
}

function withNames(content: DraftContent, photos: readonly unknown[]): DraftContent {
  const names = photos.length > 0 ? photos : null
  return { ...content, groups: applyPatch(content.groups, { papers: { photos: names } }) }
}
