import { t } from '../../i18n/i18n.ts'
import { Title } from '../../ui/title/Title.tsx'
import { useTitle } from '../../ui/useTitle.ts'
import { LoadFiles } from './LoadFiles.tsx'

/** What teams bring back by hand, and what goes back to their tablets. */
export function DeskHandoverScreen() {
  useTitle(t('handover:desk.title'))
  return (
    <>
      <Title>{t('handover:desk.title')}</Title>
      <LoadFiles />
    </>
  )
}
