import { SaidKey } from '../../resident/Said.tsx'
import { cx } from '../../ui/cx.ts'
import { Icon } from '../../ui/icon/Icon.tsx'
import type { IconName } from '../../ui/icon/iconPaths.ts'

interface Props {
  icon: IconName
  /** `kiosk:tile.<name>` has its title and its sentence. */
  name: string
  href: string
  tone?: 'plain' | 'help'
}

/** A thing that a resident may come for: a picture, its name, one sentence; the whole tile is to be tapped. */
export function KioskTile({ icon, name, href, tone = 'plain' }: Props) {
  return (
    <a class={cx('kiosk-tile', tone === 'help' && 'kiosk-tile--help')} href={href}>
      <span class="kiosk-tile__icon">
        <Icon name={icon} />
      </span>
      <strong class="kiosk-tile__name">
        <SaidKey of={`kiosk:tile.${name}.title`} />
      </strong>
      <span>
        <SaidKey of={`kiosk:tile.${name}.text`} />
      </span>
    </a>
  )
}
