import { type GuideText, showWords } from '../../domain/guideText.ts'
import type { Values } from '../i18n/i18n.ts'
import { reader, showsBoth } from '../i18n/reader.ts'
import { cx } from '../ui/cx.ts'
import { localeText } from './localeText.ts'
import './said.css'

/**
 * Words in the resident's language. A draft is marked and never stands alone: the Vietnamese is beside it, so that whoever
 * helps can check it. What nobody wrote in that language is Vietnamese (design D13).
 */
export function Said({ text }: { text: GuideText }) {
  const { main, source } = showWords(text, reader.value.text ?? 'vi', showsBoth.value)
  return (
    <span class="said">
      <span class={cx('said__main', main.review.kind === 'draft' && 'said__main--draft')} lang={main.language}>
        {main.text}
      </span>
      {source && (
        <>
          {' '}
          <span class="said__source" lang="vi">
            {source.text}
          </span>
        </>
      )}
    </span>
  )
}

/** A sentence of `locales` in the resident's language, as `Said` shows a guide's. */
export function SaidKey({ of, values = {} }: { of: string; values?: Values }) {
  return <Said text={localeText(of, values)} />
}
