import { utf8, utf8Text } from '../../crypto/bytes.ts'
import { notWords } from '../../domain/guideText.ts'
import { localDay } from '../../domain/localDay.ts'
import { parseWordsPack, type TranslatedLanguage, type WordsPack, writeWordsPack } from '../../domain/wordsPack.ts'
import type { TenantTx } from '../store/HubStore.ts'
import type { OfficerRow, TranslationRow } from '../store/rows.ts'
import { packOf } from './publishPack.ts'
import type { Published } from './publishVoices.ts'
import { forgetReplaced, markOut } from './studioSteps.ts'
import { isTold, type Teller, tellPack, toldBody, untellPack } from './tellPack.ts'

const packId = (language: TranslatedLanguage) => `words-${language}`

async function reviewedOf(tx: TenantTx, language: TranslatedLanguage): Promise<TranslationRow[]> {
  return (await tx.translations(language)).filter(({ state }) => state === 'reviewed')
}

/** Stands where a name has no letters that a pack may hold. */
const noName = '—'

/** An officer's name without the signs that no pack may hold (PCK-5): how somebody writes their name stops no publication. */
function nameInPack({ displayName, name }: OfficerRow): string {
  const plain = [displayName, name].map((one) => one.replace(notWords, '').trim().slice(0, 120).trim())
  return plain.find((one) => one !== '') ?? noName
}

async function textsOf(tx: TenantTx, rows: readonly TranslationRow[]): Promise<WordsPack['texts']> {
  const names = new Map((await tx.officers()).map((officer) => [officer.id, nameInPack(officer)]))
  return rows.map(({ source: vi, text, decidedBy, decidedAt }) => ({
    vi,
    text,
    by: names.get(decidedBy ?? '') ?? noName,
    on: localDay(decidedAt ?? 0),
  }))
}

/** Tell every translation of a language that a second person took, as one pack; withdrawn where none is left. Throws `PackRefused`. */
export async function tellWords(teller: Teller, language: TranslatedLanguage): Promise<Published> {
  const { tx } = teller
  const rows = await reviewedOf(tx, language)
  if (rows.length === 0) return untellWords(teller, language)
  const texts = await textsOf(tx, rows)
  const id = packId(language)
  const body = (version: number) => utf8(writeWordsPack({ id, version, language, texts }))
  const isNew = await tellPack(teller, { id, kind: 'words', body }, await packOf(tx, id))
  await forgetReplaced(await tx.translations(language), tx.dropTranslation)
  await markOut(rows, true, tx.putTranslation)
  return { told: isNew ? 1 : 0, same: isNew ? 0 : 1, withdrawn: 0 }
}

/** The pack that tablets have without a translation that was taken away; what was approved since is published by who may. */
export async function tellWordsWithout(teller: Teller, { language, source }: TranslationRow): Promise<void> {
  const { tx } = teller
  const id = packId(language)
  const before = await packOf(tx, id)
  const body = before && (await toldBody(tx, before))
  if (!before || !body) return
  const texts = parseWordsPack(utf8Text(body)).texts.filter(({ vi }) => vi !== source)
  if (texts.length === 0) return untellPack(teller, before)
  const without = (version: number) => utf8(writeWordsPack({ id, version, language, texts }))
  await tellPack(teller, { id, kind: 'words', body: without }, before)
}

/** Take back the published translations of a language. They stay here. */
export async function untellWords(teller: Teller, language: TranslatedLanguage): Promise<Published> {
  const { tx } = teller
  const before = await packOf(tx, packId(language))
  const isOut = before !== undefined && isTold(before)
  if (isOut) await untellPack(teller, before)
  await forgetReplaced(await tx.translations(language), tx.dropTranslation)
  await markOut(await tx.translations(language), false, tx.putTranslation)
  return { told: 0, same: 0, withdrawn: isOut ? 1 : 0 }
}
