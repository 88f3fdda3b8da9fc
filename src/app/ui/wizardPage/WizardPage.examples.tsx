import { Button } from '../button/Button.tsx'
import { Title } from '../title/Title.tsx'
import { WizardPage } from './WizardPage.tsx'

export const examples = {
  'Third of ten': () => (
    <WizardPage
      current={3}
      total={10}
      progressText="Bước 3 / 10"
      actions={
        <>
          <Button icon="arrowLeft">Quay lại</Button>
          <Button variant="primary" iconAfter="arrowRight">
            Đi tiếp
          </Button>
        </>
      }
      out={<a href="#out">Để sau</a>}
    >
      <Title takesFocus={false}>Xã có những ấp nào?</Title>
      <p class="lead">Mỗi dòng một ấp.</p>
    </WizardPage>
  ),
}
