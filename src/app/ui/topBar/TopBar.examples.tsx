import { Button } from '../button/Button.tsx'
import { StatusPill } from '../statusPill/StatusPill.tsx'
import { TopBar } from './TopBar.tsx'

export const examples = {
  'With a state and a button': () => (
    <TopBar title="Tối nay · Ấp 3" detail="Tổ 2">
      <StatusPill tone="waiting" text="7 việc chờ gửi" href="#status" />
      <Button>Khóa máy</Button>
    </TopBar>
  ),
}
