// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { screenWords } from './screenWords.ts'

const words = (html: string) => {
  document.body.innerHTML = html
  return screenWords(document.body)
}

test('what a screen asks and explains, in order, with a breath between', () => {
  expect(
    words(`<h1><label>Họ tên là gì?</label></h1><p>Như trên thẻ</p>
      <ul><li>Một <strong>việc</strong></li><li>Hai</li></ul>`),
  ).toBe('Họ tên là gì? Như trên thẻ. Một. việc. Hai')
})

test('never an answer, a code, what is typed, or what a finger finds (issue 4 §4)', () => {
  expect(
    words(`<h1>Xem lại</h1><dl><dt>Họ tên</dt><dd>Lê Văn Thí Dụ</dd></dl><output>4K7Q P2M8</output>
      <input value="070061000002"><textarea>070061000002</textarea><button>Sửa</button><a class="button">Đi tiếp</a>
      <p hidden>ẩn</p><div class="screen__actions"><p>Xong</p></div>`),
  ).toBe('Xem lại. Họ tên')
})
