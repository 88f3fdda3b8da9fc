import { randomUUID } from 'node:crypto'
import { textsOf } from '../../domain/guides.ts'
import { loadGuides } from '../../domain/guidesPack.ts'
import { translationIssue } from '../../domain/wordsPack.ts'
import { Problem } from '../../protocol/problems.ts'
import type { TenantTx } from '../store/HubStore.ts'
import type { TranslationRow } from '../store/rows.ts'
import { publishedGuides } from './publishedGuides.ts'
import { writingOf } from './publishLanguage.ts'
import type { PackPorts } from './publishPack.ts'
import { tellWordsWithout } from './publishWords.ts'
import { actorOf, authorOf, type StudioActor, type StudioAuthor, type StudioDecision } from './StudioActor.ts'
import { decided, makeRoom, waits } from './studioSteps.ts'

export interface NewTranslation {
  readonly language: string
  readonly source: string
  readonly text: string
}

const issueProblem = { markup: 'malformed', long: 'too-large' } as const

async function auditTranslation(
  tx: TenantTx,
  { at, actor }: Omit<StudioAuthor, 'id'>,
  action: string,
  { id, language }: TranslationRow,
) {
  await tx.audit({ at, actor, action, subject: `translation:${id}`, detail: { language } })
}

/**
 * Keep what somebody wrote, as a draft in the place of the one of theirs that waited; another's stands beside it. Throws `Problem` `malformed` where the language is not
 * written, no guide says the sentence, or the translation holds more than words; `too-large`. Then nothing was written.
 */
export async function keepTranslation(
  tx: TenantTx,
  author: StudioAuthor,
  { language: code, source, text }: NewTranslation,
): Promise<TranslationRow> {
  const language = writingOf(code)
  if (!language) throw new Problem('malformed', { field: 'language' })
  const issue = translationIssue(text)
  if (issue) throw new Problem(issueProblem[issue], { field: 'text' })
  await tx.lockStudio()
  const guides = [...loadGuides(), ...(await publishedGuides(tx))]
  const isSaid = guides.some((guide) => textsOf(guide).some(({ vi }) => vi === source))
  if (!isSaid) throw new Problem('malformed', { field: 'source' })
  const before = (await tx.translations(language)).filter(
    (row) => row.source === source && row.writtenBy === author.id && waits(row),
  )
  for (const { id } of before) await tx.dropTranslation(id)
  const row: TranslationRow = {
    id: randomUUID(),
    language,
    source,
    text,
    state: 'draft',
    writtenBy: author.id,
    writtenAt: author.at,
    decidedBy: null,
    decidedAt: null,
    reason: '',
    isOut: false,
  }
  await tx.putTranslation(row)
  await auditTranslation(tx, author, 'write-translation', row)
  return row
}

/** Keep what an officer wrote (`keepTranslation`). */
export const addTranslation = (ports: PackPorts, actor: StudioActor, said: NewTranslation): Promise<TranslationRow> =>
  ports.store.inTenant(actor.tenant, (tx) => keepTranslation(tx, authorOf(actor, ports.now()), said))

/** A second person has read it. Throws `Problem` `not-found`, `not-allowed` to who wrote it, and `conflict` where it does not wait. */
export async function decideTranslation(
  ports: PackPorts,
  actor: StudioActor,
  id: string,
  decision: StudioDecision,
): Promise<TranslationRow> {
  const at = ports.now()
  return ports.store.inTenant(actor.tenant, async (tx) => {
    await tx.lockStudio()
    const row = await tx.translation(id)
    if (!row) throw new Problem('not-found')
    const next = decided(row, row.writtenBy, actor, at, decision)
    const isApproved = next.state === 'reviewed'
    if (isApproved) {
      const others = (await tx.translations(row.language)).filter((one) => one.source === row.source && one.id !== id)
      await makeRoom(others, tx.putTranslation, tx.dropTranslation)
    }
    await tx.putTranslation(next)
    const action = isApproved ? 'approve-translation' : 'return-translation'
    await auditTranslation(tx, { at, actor: actorOf(actor) }, action, next)
    return next
  })
}

/** Take a translation away; one that tablets have leaves them at their next contact. Throws `Problem('not-found')`. */
export async function removeTranslation(ports: PackPorts, actor: StudioActor, id: string): Promise<void> {
  const epoch = await ports.store.epoch()
  await ports.store.inTenant(actor.tenant, async (tx) => {
    await tx.lockStudio()
    const row = await tx.translation(id)
    if (!row) throw new Problem('not-found')
    const by = actorOf(actor)
    await auditTranslation(tx, { at: ports.now(), actor: by }, 'remove-translation', row)
    await tx.dropTranslation(id)
    if (row.isOut) await tellWordsWithout({ ports, tx, by, epoch }, row)
  })
}
