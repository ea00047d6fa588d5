import type { Database } from '../../../db/database.ts'
import { firstCellOf } from '../../../db/territory/responsibility/jurisdiction.ts'

/** What `npm start` prints: addresses, and an example to paste that works as it is. */
export async function welcome(where: {
  database: Database
  apiUrl: string
  temporalUiUrl: string | undefined
  serviceToken: string
  dataDir: string
}): Promise<string> {
  const area = await firstCellOf(where.database.sql, 'new:00004')
  const dossier = {
    procedure: '1.000894',
    channel: 'online',
    receptionUnit: 'new:00004',
    parties: [{ role: 'applicant', kind: 'person', name: 'Nguyễn Văn An', identityNumber: '001090000001' }],
    places: [{ kind: 'residence', area }],
    form: exampleForm,
    papers: [{ kind: 'declaration', originals: 1, copies: 0 }],
  }
  return `
  API            ${where.apiUrl}
  API, in words  ${where.apiUrl}/docs
  Temporal       ${where.temporalUiUrl ?? 'yours, at TEMPORAL_ADDRESS'}

File a marriage registration in phường Ba Đình:

curl -s ${where.apiUrl}/dossiers -H 'content-type: application/json' -H "idempotency-key: $(date +%s%N)" \\
  -H 'authorization: Bearer ${where.serviceToken}' \\
  -d '${JSON.stringify(dossier)}'

Then look at it as an officer (in another terminal):

curl -s '${where.apiUrl}/inbox?unit=new:00004' -H "authorization: Bearer $(npm run -s token -- --role officer --unit new:00004 --as oneStop)"

Ctrl-C stops everything; what was filed stays in ${where.dataDir}.
`
}

const exampleForm = {
  husbandName: 'Nguyễn Văn An',
  husbandBornOn: '1990-02-11',
  husbandIdentityNumber: '001090000001',
  husbandResidence: 'Số 1, phố Trúc Bạch',
  husbandFormerMarriage: 'never',
  wifeName: 'Trần Thị Bình',
  wifeBornOn: '1992-08-20',
  wifeIdentityNumber: '001192000002',
  wifeResidence: 'Số 2, phố Quán Thánh',
  wifeFormerMarriage: 'never',
}
