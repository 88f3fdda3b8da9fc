import type { Context, Hono } from 'hono'
import { languageByCode } from '../../../domain/languages.ts'
import { Problem } from '../../../protocol/problems.ts'
import { maxClipBytes } from '../../../protocol/voicePack.ts'
import type { SignedIn } from '../../enrol/officerSession.ts'
import { addClip, clipSound, decideClip, withdrawClip } from '../../packs/clips.ts'
import { publishedGuides } from '../../packs/publishedGuides.ts'
import { publishLanguage, withdrawLanguage, writingOf } from '../../packs/publishLanguage.ts'
import { type PackPorts, PackRefused } from '../../packs/publishPack.ts'
import type { StudioActor } from '../../packs/StudioActor.ts'
import { addTranslation, decideTranslation, removeTranslation } from '../../packs/translations.ts'
import type { TenantTx } from '../../store/HubStore.ts'
import type { HttpEnv, HttpPorts } from '../HttpPorts.ts'
import { readBytes, readJson } from '../readBody.ts'
import { onRoute } from './onRoute.ts'
import { type ClipAnswer, decideBody, studioRoutes, type TranslationAnswer, translationBody } from './studioRoutes.ts'

/** A clip, and who speaks in it. */
const mostBytes = maxClipBytes + 4096

const actorOf = ({ tenant, officer }: SignedIn): StudioActor => ({ tenant, officer: officer.id })

function languageOf(context: Context<HttpEnv>): string {
  const found = languageByCode(context.req.param('language') ?? '')
  if (!found) throw new Problem('not-found')
  return found.code
}

/** What a tablet would refuse the pack for, as the desk says it. */
function refused(error: unknown): never {
  if (!(error instanceof PackRefused)) throw error
  throw new Problem(error.reason === 'pack-size' ? 'too-large' : 'malformed')
}

/** The language studio (decision 022). */
export function studioHandlers(app: Hono<HttpEnv>, ports: HttpPorts): void {
  const { enrol } = ports
  const packs: PackPorts = { store: enrol.store, crypto: enrol.crypto, receipts: enrol.receipts, now: enrol.now }
  /** Officers review; volunteers record too. */
  const namesIn = async (tx: TenantTx) => {
    const officers = (await tx.officers()).map(({ id, displayName }) => [id, displayName] as const)
    const names = new Map([...officers, ...(await tx.volunteers()).map(({ id, name }) => [id, name] as const)])
    return (id: string) => ({ id, name: names.get(id) ?? '' })
  }

  onRoute(app, ports, studioRoutes.studioLanguage, async (context, { tenant }) => {
    const language = languageOf(context)
    const answer = await enrol.store.inTenant(tenant, async (tx) => {
      const nameOf = await namesIn(tx)
      const clips = (await tx.clips(language)).map(
        ({ language: _, recordedBy, decidedBy, ...clip }): ClipAnswer => ({
          ...clip,
          recordedBy: nameOf(recordedBy),
          decidedBy: decidedBy === null ? null : nameOf(decidedBy),
        }),
      )
      const writing = writingOf(language)
      const translations = (writing ? await tx.translations(writing) : []).map(
        ({ language: _, writtenBy, decidedBy, ...row }): TranslationAnswer => ({
          ...row,
          writtenBy: nameOf(writtenBy),
          decidedBy: decidedBy === null ? null : nameOf(decidedBy),
        }),
      )
      return { clips, translations, guides: await publishedGuides(tx) }
    })
    return context.json(answer)
  })
  onRoute(app, ports, studioRoutes.addClip, async (context, who) => {
    const { id } = await addClip(packs, actorOf(who), await readBytes(context.req.raw, mostBytes))
    return context.json({ id })
  })
  onRoute(app, ports, studioRoutes.clipSound, async (context, who) => {
    const sound = await clipSound(packs, actorOf(who), context.req.param('id') ?? '')
    const headers = { 'content-type': 'application/octet-stream', 'cache-control': 'no-store' }
    return context.body(new Uint8Array(sound), 200, headers)
  })
  onRoute(app, ports, studioRoutes.decideClip, async (context, who) => {
    const decision = await readJson(context.req.raw, decideBody)
    await decideClip(packs, actorOf(who), context.req.param('id') ?? '', decision)
    return context.json({})
  })
  onRoute(app, ports, studioRoutes.withdrawClip, async (context, who) => {
    await withdrawClip(packs, actorOf(who), context.req.param('id') ?? '')
    return context.json({})
  })
  onRoute(app, ports, studioRoutes.addTranslation, async (context, who) => {
    const { id } = await addTranslation(packs, actorOf(who), await readJson(context.req.raw, translationBody))
    return context.json({ id })
  })
  onRoute(app, ports, studioRoutes.decideTranslation, async (context, who) => {
    const decision = await readJson(context.req.raw, decideBody)
    await decideTranslation(packs, actorOf(who), context.req.param('id') ?? '', decision)
    return context.json({})
  })
  onRoute(app, ports, studioRoutes.removeTranslation, async (context, who) => {
    await removeTranslation(packs, actorOf(who), context.req.param('id') ?? '')
    return context.json({})
  })
  onRoute(app, ports, studioRoutes.publishLanguage, async (context, { tenant, officer }) =>
    context.json(await publishLanguage(packs, tenant, `officer:${officer.id}`, languageOf(context)).catch(refused)),
  )
  onRoute(app, ports, studioRoutes.withdrawLanguage, async (context, { tenant, officer }) =>
    context.json(await withdrawLanguage(packs, tenant, `officer:${officer.id}`, languageOf(context))),
  )
}
