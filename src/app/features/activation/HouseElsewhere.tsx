import { useEffect, useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import { groupValue } from '../../storage/groupValue.ts'
import type { Draft, RoundPort } from '../../storage/ports.ts'
import { usePorts } from '../../storage/usePorts.ts'
import { Notice } from '../../ui/notice/Notice.tsx'

/** A house whose list would be told of this account (SPEC RND-5), and is on this tablet no more. */
async function isElsewhere(groups: Draft['groups'], round: () => Promise<RoundPort>): Promise<boolean> {
  const tonight = (await round()).tonight.value
  const { household } = groupValue(groups, 'activation', 'visit')
  const { outcome } = groupValue(groups, 'activation', 'outcome')
  if (!tonight || household === undefined || outcome !== 'activated') return false
  return !tonight.households.some(({ id }) => id === household)
}

/** Its house went to another team meanwhile: what was done stands in the case alone, and somebody must say so there (SPEC RND-7). */
export function HouseElsewhere({ groups }: { groups: Draft['groups'] }) {
  const { round } = usePorts()
  const [is, setIs] = useState(false)
  useEffect(() => {
    // a round that cannot be read says nothing of where its houses are
    void isElsewhere(groups, round).then(setIs, () => undefined)
  }, [groups, round])
  return is ? (
    <Notice tone="warning" live>
      {t('activation:done.houseElsewhere')}
    </Notice>
  ) : null
}
