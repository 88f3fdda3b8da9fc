import { TabletTop } from '../../draftPage/TabletTop.tsx'
import { t } from '../../i18n/i18n.ts'
import { usePageTitle } from '../../i18n/usePageTitle.ts'
import type { RoundPort, Tonight } from '../../storage/ports.ts'
import { Button } from '../../ui/button/Button.tsx'
import { EmptyState } from '../../ui/emptyState/EmptyState.tsx'
import { Screen } from '../../ui/screen/Screen.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { EveningForm, type Hamlet } from './EveningForm.tsx'

/** The hamlets where the team has houses, the one with the most first. */
function hamletsOf({ households }: Tonight): readonly Hamlet[] {
  const known = new Map<string, Hamlet & { count: number }>()
  for (const { unit, hamlet } of households) {
    if (unit === '') continue
    const before = known.get(unit)
    known.set(unit, { unit, hamlet: before?.hamlet || hamlet, count: (before?.count ?? 0) + 1 })
  }
  return [...known.values()].sort((a, b) => b.count - a.count)
}

/** An evening is planned on the tablet, also with no line. Without a house there is nothing to walk to. */
export function EveningScreen({ port, tonight }: { port: RoundPort; tonight: Tonight }) {
  const [first, ...others] = hamletsOf(tonight)
  usePageTitle(t('round:task'))
  if (first) return <EveningForm port={port} tonight={tonight} hamlets={[first, ...others]} />
  return (
    <Screen
      skipText={t('common:skip')}
      top={<TabletTop title={t('round:task')} href="/field" />}
      actions={
        <Button variant="primary" size="big" icon="arrowLeft" href="/field/round">
          {t('round:toList')}
        </Button>
      }
    >
      <Title>{t('round:planning.title')}</Title>
      <EmptyState icon="home" title={t('round:empty.title')} text={t('round:planning.noHouses')} />
    </Screen>
  )
}
