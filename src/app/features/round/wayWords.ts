import type { HomePoint } from '../../../domain/household.ts'
import { saidMetres, wayTo } from '../../../domain/mapPoint.ts'
import { formatNumber } from '../../i18n/format.ts'
import { t } from '../../i18n/i18n.ts'
import type { Fix } from './useWhereabouts.ts'

/** "Cách đây khoảng 350 m về hướng đông bắc": no more exact than both places are known. */
export function wayWords(from: Fix, to: HomePoint): string {
  const { metres, towards } = wayTo(from, to)
  const doubt = from.within + (to.within ?? 0)
  if (metres <= doubt) return t('round:point.near', { metres: formatNumber(saidMetres(doubt)) })
  const said = saidMetres(metres)
  const far =
    said < 1000
      ? t('round:point.metres', { count: said })
      : t('round:point.kilometres', { far: formatNumber(said / 1000) })
  return t('round:point.way', { far, towards: t(`round:point.towards.${towards}`) })
}
