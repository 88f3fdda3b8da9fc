import { Button } from '../button/Button.tsx'
import { Notice } from '../notice/Notice.tsx'
import { PhonePicture } from '../phonePicture/PhonePicture.tsx'
import { ProgressSteps } from '../progressSteps/ProgressSteps.tsx'
import { StatusPill } from '../statusPill/StatusPill.tsx'
import { Title } from '../title/Title.tsx'
import { TopBar } from '../topBar/TopBar.tsx'
import { Screen } from './Screen.tsx'

export const examples = {
  'A step of a guide': () => (
    <Screen
      skipText="Đến nội dung"
      top={
        <TopBar title="Kích hoạt tài khoản định danh">
          <StatusPill tone="plain" text="Bước 4 / 8" />
        </TopBar>
      }
      progress={<ProgressSteps current={4} total={8} text="Bước 4 / 8" />}
      aside={
        <PhonePicture
          title="VNeID"
          shape="button"
          touch={{ x: 0.1, y: 0.72, width: 0.8, height: 0.09 }}
          text="Kích hoạt tài khoản"
          alt="Nút ở gần cuối màn hình"
        />
      }
      actions={
        <>
          <Button size="big" icon="arrowLeft">
            Quay lại
          </Button>
          <Button variant="primary" size="big" iconAfter="arrowRight">
            Xong, bước tiếp
          </Button>
        </>
      }
      help={<Button size="big">Gọi người giúp</Button>}
    >
      <Title takesFocus={false}>Bấm vào ô “Kích hoạt tài khoản”</Title>
      <p class="lead">Trên điện thoại của bà con, tìm đúng dòng chữ này. Bấm một lần rồi chờ.</p>
      <Notice tone="warning" title="Đừng đọc mã OTP cho ai.">
        Tình nguyện viên không bao giờ hỏi mã, và máy này không lưu mã.
      </Notice>
    </Screen>
  ),
}
