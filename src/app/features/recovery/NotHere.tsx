import { t } from '../../i18n/i18n.ts'
import { Notice } from '../../ui/notice/Notice.tsx'
import { CommandLine } from './CommandLine.tsx'
import type { SetupProgress } from './careAnswers.ts'

interface Props {
  why: Exclude<SetupProgress['mayShowShares'], 'yes'>
  /** what to type on the hub's own machine instead */
  command: string
}

/** Shares are not shown or typed on this page, and why; the hub's own command line always can. */
export function NotHere({ why, command }: Props) {
  return (
    <>
      <Notice tone="help">{t(`wizard:notHere.${why}`)}</Notice>
      <CommandLine id="recovery-command" label={t('wizard:notHere.command')} text={command} />
    </>
  )
}
