import type { GuideDefinition } from '../../domain/guideDefinition.ts'
import { t } from '../i18n/i18n.ts'
import { Button } from '../ui/button/Button.tsx'
import { plainWords } from './plainWords.ts'

/** The way to a guide that leads out of what went wrong. */
export function OtherGuide({ guide, href }: { guide: GuideDefinition; href: string }) {
  return (
    <Button icon="info" href={href}>
      {t('guide:other', { title: plainWords(guide.title) })}
    </Button>
  )
}
