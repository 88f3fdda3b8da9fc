import * as z from 'zod/mini'
import type { FormDefinition } from '../../../domain/formDefinition.ts'
import { type PaperPhoto, pagesOf } from '../../../domain/paperPhotos.ts'
import { language, t } from '../../i18n/i18n.ts'
import { SummaryList } from '../../ui/summaryList/SummaryList.tsx'
import { fieldValue } from './fieldWords.ts'
import type { CasePhoto, CaseRecord } from './officeAnswers.ts'
import { PaperPhotos } from './PaperPhotos.tsx'

const itemsSchema = z.array(z.object({ id: z.string(), state: z.string() }))
const photosSchema = z.array(z.object({ paper: z.string(), photo: z.string() }))

interface Props {
  record: CaseRecord
  form: FormDefinition | undefined
  photos: readonly CasePhoto[]
}

/** Of one that a field names and no item has brought yet nothing else is known. */
const notHere = (photo: string): CasePhoto => ({ photo, state: 'missing', device: null, bytes: 0, receivedAt: null })

/** The papers of the checklist, each with what the team said of it and its photos; photos that no paper names any more, last. */
export function PapersList({ record, form, photos }: Props) {
  const items = itemsSchema.safeParse(record.groups.papers?.value.items).data ?? []
  const named: PaperPhoto[] = photosSchema.safeParse(record.groups.papers?.value.photos).data ?? []
  const labelOf = (id: string) => form?.papers.find((paper) => paper.id === id)?.label[language.value] ?? id
  // taken back by whoever took them: what never came of those is nothing to wait for
  const rest = photos.filter(({ photo, state }) => state === 'here' && !named.some((page) => page.photo === photo))
  const groups = [...new Set(named.map(({ paper }) => paper))].map((paper) => ({
    paper: labelOf(paper),
    pages: pagesOf(named, paper).map(({ photo }) => photos.find((one) => one.photo === photo) ?? notHere(photo)),
  }))
  if (rest.length > 0) groups.push({ paper: t('desk:photo.unnamed'), pages: rest })
  return (
    <>
      <SummaryList
        changeText=""
        rows={items.map(({ id, state }) => ({ id, name: labelOf(id), value: fieldValue('state', state, 0) }))}
      />
      {groups.map(({ paper, pages }) => (
        <PaperPhotos key={paper} record={record.id} paper={paper} pages={pages} />
      ))}
    </>
  )
}
