import { t } from '../../i18n/i18n.ts'
import { ResidentPage } from '../../resident/ResidentPage.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { guidesHref } from './guidePath.ts'

/** The address names a guide or a step that this tablet does not have. */
export function GuideGone() {
  return (
    <ResidentPage title={t('guide:list.place')} homeHref={guidesHref} backHref={guidesHref}>
      <Title>{t('guide:gone.title')}</Title>
      <p class="lead">{t('guide:gone.text')}</p>
    </ResidentPage>
  )
}
