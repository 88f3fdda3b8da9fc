import type { GuideText } from '../../domain/guideText.ts'
import { written } from '../i18n/written.ts'

/** What to bring, as one sentence in each language in which all of it is written. */
export function bringText(ids: readonly string[]): GuideText {
  const sentence = (language: string) => {
    const things = ids.flatMap((id) => written(language, `ladder:bring.${id}`) ?? [])
    if (things.length < ids.length) return undefined
    return written(language, 'guide:remedy.bring', { what: things.join(language === 'zh' ? '、' : ', ') })
  }
  const [en, km, zh] = [sentence('en'), sentence('km'), sentence('zh')]
  return {
    vi: sentence('vi') ?? '',
    ...(en === undefined ? {} : { en }),
    ...(km === undefined ? {} : { km }),
    ...(zh === undefined ? {} : { zh }),
  }
}
