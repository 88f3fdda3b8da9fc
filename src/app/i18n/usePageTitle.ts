import { useEffect } from 'preact/hooks'
import { t } from './i18n.ts'

/** The browser's title: the screen's kind, never a person (issue 2 "Guarded from the first day"). */
export function usePageTitle(title: string): void {
  const whole = `${title} · ${t('common:appName')}`
  useEffect(() => {
    document.title = whole
  }, [whole])
}
