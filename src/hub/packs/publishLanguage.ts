import { languageByCode } from '../../domain/languages.ts'
import { type TranslatedLanguage, translatedLanguages } from '../../domain/wordsPack.ts'
import type { PackPorts } from './publishPack.ts'
import { type Published, tellVoices, untellVoices } from './publishVoices.ts'
import { tellWords, untellWords } from './publishWords.ts'
import type { Teller } from './tellPack.ts'

/** How a spoken language is written by translators; null for one of sound and pictures, and for the source. */
export const writingOf = (code: string): TranslatedLanguage | null => {
  const text = languageByCode(code)?.text
  return translatedLanguages.find((one) => one === text) ?? null
}

const sum = (a: Published, b: Published | null): Published => ({
  told: a.told + (b?.told ?? 0),
  same: a.same + (b?.same ?? 0),
  withdrawn: a.withdrawn + (b?.withdrawn ?? 0),
})

async function asTeller<T>(
  ports: PackPorts,
  tenant: string,
  by: string,
  work: (teller: Teller) => Promise<T>,
): Promise<T> {
  const epoch = await ports.store.epoch()
  return ports.store.inTenant(tenant, async (tx) => {
    await tx.lockStudio()
    return work({ ports, tx, by, epoch })
  })
}

/**
 * Publish what a second person took of a language, sounds and words. What has not changed is not told again, so that no tablet fetches
 * it twice. Throws `PackRefused`, and then nothing is published.
 */
export const publishLanguage = (ports: PackPorts, tenant: string, by: string, language: string): Promise<Published> =>
  asTeller(ports, tenant, by, async (teller) => {
    const writing = writingOf(language)
    return sum(await tellVoices(teller, language), writing && (await tellWords(teller, writing)))
  })

/** Take back all that the studio published of a language: tablets are as they were before. Everything stays here. */
export const withdrawLanguage = (ports: PackPorts, tenant: string, by: string, language: string): Promise<Published> =>
  asTeller(ports, tenant, by, async (teller) => {
    const writing = writingOf(language)
    return sum(await untellVoices(teller, language), writing && (await untellWords(teller, writing)))
  })
