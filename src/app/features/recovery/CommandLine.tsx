import { t } from '../../i18n/i18n.ts'
import { CopyText } from '../../ui/copyText/CopyText.tsx'

/** Something to type on the hub's machine. */
export function CommandLine({ id, label, text }: { id: string; label: string; text: string }) {
  return (
    <CopyText
      id={id}
      label={label}
      text={text}
      copyText={t('desk:copy.copy')}
      copiedText={t('desk:copy.copied')}
      markedText={t('desk:copy.marked')}
    />
  )
}
