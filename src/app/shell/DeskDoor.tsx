import type { ComponentChildren } from 'preact'
import { t } from '../i18n/i18n.ts'
import { Screen } from '../ui/screen/Screen.tsx'
import { TopBar } from '../ui/topBar/TopBar.tsx'
import { LanguageButton } from './LanguageButton.tsx'
import { ThemeSelect } from './ThemeSelect.tsx'

/** The frame of the pages before the desk: set-up and sign-in. */
export function DeskDoor({ children }: { children: ComponentChildren }) {
  return (
    <Screen
      skipText={t('common:skip')}
      top={
        <TopBar title={t('common:appName')} detail={t('desk:frame.place')}>
          <ThemeSelect />
          <LanguageButton />
        </TopBar>
      }
    >
      {children}
    </Screen>
  )
}
