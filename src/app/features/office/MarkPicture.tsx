import { markBox, markText } from '../../../domain/signatureMark.ts'
import { t } from '../../i18n/i18n.ts'

/** What a resident signed with, as it was drawn. */
export function MarkPicture({ mark }: { mark: unknown }) {
  const known = markText.safeParse(mark)
  if (!known.success) return null
  return (
    <figure class="mark-picture">
      <figcaption>{t('desk:case.mark')}</figcaption>
      <svg viewBox={`0 0 ${markBox.width} ${markBox.height}`} role="img" aria-label={t('desk:case.mark')}>
        <path d={known.data} />
      </svg>
    </figure>
  )
}
