import { expect, test } from 'vitest'
import { html } from '../../../api/pages/html.ts'

test('a value put into an HTML template is escaped, in elements and in attributes', () => {
  const name = `<script>alert("x" & 'y')</script>`
  expect(html`<td title="${name}">${name}</td>`.text).toBe(
    '<td title="&#60;script&#62;alert(&#34;x&#34; &#38; &#39;y&#39;)&#60;/script&#62;">&#60;script&#62;alert(&#34;x&#34; &#38; &#39;y&#39;)&#60;/script&#62;</td>',
  )
})

test('HTML put into an HTML template is not escaped again, nor a list of it, and null is empty', () => {
  const rows = ['Tờ khai', 'Giấy <tờ>'].map((paper) => html`<li>${paper}</li>`)
  expect(html`<ul>${rows}</ul>${null}${3}`.text).toBe('<ul><li>Tờ khai</li><li>Giấy &#60;tờ&#62;</li></ul>3')
})
