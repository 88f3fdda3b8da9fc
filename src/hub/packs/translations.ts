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
import { actorOf, type StudioActor, type StudioDecision } from './StudioActor.ts'

export interface NewTranslation {
  readonly language: string
  readonly source: string
  readonly text: string
}

const issueProblem = { markup: 'malformed', long: 'too-large' } as const

async function audit(ports: PackPorts, tx: TenantTx, by: string, action: string, { id, language }: TranslationRow) {
  await tx.audit({ at: ports.now(), actor: by, action, subject: `translation:${id}`, detail: { language } })
}

const waits = ({ state }: TranslationRow) => state !== 'reviewed'

/**
 * Keep what an officer wrote, as a draft in the place of the one that waited. Throws `Problem` `malformed` where the language is not
 * written, no guide says the sentence, or the translation holds more than words; `too-large`.
 */
export async function addTranslation(
  ports: PackPorts,
  actor: StudioActor,
  { language: code, source, text }: NewTranslation,
): Promise<TranslationRow> {
  const language = writingOf(code)
  if (!language) throw new Problem('malformed', { field: 'language' })
  const issue = translationIssue(text)
  if (issue) throw new Problem(issueProblem[issue], { field: 'text' })
  return ports.store.inTenant(actor.tenant, async (tx) => {
    await tx.lockStudio()
    const guides = [...loadGuides(), ...(await publishedGuides(tx))]
    const isSaid = guides.some((guide) => textsOf(guide).some(({ vi }) => vi === source))
    if (!isSaid) throw new Problem('malformed', { field: 'source' })
    const before = (await tx.translations(language)).filter((row) => row.source === source && waits(row))
    for (const { id } of before) await tx.dropTranslation(id)
    const row: TranslationRow = {
      id: randomUUID(),
      language,
      source,
      text,
      state: 'draft',
      writtenBy: actor.officer,
      writtenAt: ports.now(),
      decidedBy: null,
      decidedAt: null,
      reason: '',
      isOut: false,
    }
    await tx.putTranslation(row)
    await audit(ports, tx, actorOf(actor), 'write-translation', row)
    return row
  })
}

/** A second person has read it. Throws `Problem` `not-found`, `not-allowed` to who wrote it, and `conflict` where it does not wait. */
export async function decideTranslation(
  ports: PackPorts,
  actor: StudioActor,
  id: string,
  decision: StudioDecision,
): Promise<TranslationRow> {
  return ports.store.inTenant(actor.tenant, async (tx) => {
    await tx.lockStudio()
    const row = await tx.translation(id)
    if (!row) throw new Problem('not-found')
    if (row.writtenBy === actor.officer) throw new Problem('not-allowed')
    if (row.state !== 'draft') throw new Problem('conflict')
    const by = { decidedBy: actor.officer, decidedAt: ports.now() }
    const isApproved = decision.decision === 'approve'
    if (isApproved) {
      const all = await tx.translations(row.language)
      for (const one of all) if (one.source === row.source && !waits(one)) await tx.dropTranslation(one.id)
    }
    const decided: TranslationRow = isApproved
      ? { ...row, ...by, state: 'reviewed' }
      : { ...row, ...by, state: 'returned', reason: decision.reason }
    await tx.putTranslation(decided)
    await audit(ports, tx, actorOf(actor), isApproved ? 'approve-translation' : 'return-translation', decided)
    return decided
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
    await audit(ports, tx, by, 'remove-translation', row)
    await tx.dropTranslation(id)
    if (row.isOut) await tellWordsWithout({ ports, tx, by, epoch }, row)
  })
}
