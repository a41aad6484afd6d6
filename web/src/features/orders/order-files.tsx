import { DeleteOutlined, UploadOutlined } from '@ant-design/icons'
import { Button, Card, Flex, Upload } from 'antd'
import { useTranslation } from 'react-i18next'
import { ordersContract, type OrderView } from '#modules/orders/contract.ts'
import { call, download, upload } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useAct } from './order-queries.ts'

const accepted = '.pdf,.jpg,.jpeg,.png,.docx,.xlsx'
type OrderFile = OrderView['files'][number]

interface LineProps {
  readonly order: OrderView
  readonly file: OrderFile
  readonly act: (work: () => Promise<unknown>) => Promise<boolean>
}

function FileLine({ order, file, act }: LineProps) {
  const { t } = useTranslation('orders')
  const format = useFormat()
  const params = { orderId: order.orderId, fileId: file.fileId }
  return (
    <div className="order-line">
      <div>
        <Button
          type="link"
          className="order-link"
          onClick={() => void act(() => download(ordersContract.orderFile, { params }))}
        >
          {file.name}
        </Button>
        <div className="order-second">
          {t('file.about', {
            kind: t(`file.${file.kind}`),
            size: format.bytes(file.sizeBytes),
            who: file.addedByName,
            when: format.date(file.addedAt),
          })}
        </div>
        {file.kind === 'result' && (
          <div className="order-second order-digest" title={file.sha256}>
            {t('file.digest', { digest: file.sha256.slice(0, 16) })}
          </div>
        )}
      </div>
      {order.may.files.includes(file.kind) && (
        <Button
          type="text"
          icon={<DeleteOutlined />}
          aria-label={t('file.remove', { name: file.name })}
          title={t('file.remove', { name: file.name })}
          onClick={() => void act(() => call(ordersContract.removeOrderFile, { params }))}
        />
      )}
    </div>
  )
}

/** What the user sent along and what was measured. */
export function OrderFiles({ order }: { readonly order: OrderView }) {
  const { t } = useTranslation('orders')
  const { busy, problem, act } = useAct()
  const add = (kind: OrderFile['kind'], file: File) =>
    act(() =>
      upload(ordersContract.addOrderFile, { params: { orderId: order.orderId }, query: { kind } }, file),
    )
  return (
    <Card title={t('part.files')}>
      <ProblemAlert problem={problem} />
      {order.files.length === 0 && <EmptyState why={t('file.none')} />}
      {order.files.map((file) => (
        <FileLine key={file.fileId} order={order} file={file} act={act} />
      ))}
      <Flex gap={8} wrap className="order-more">
        {order.may.files.map((kind) => (
          <Upload
            key={kind}
            accept={accepted}
            showUploadList={false}
            beforeUpload={(file) => {
              void add(kind, file)
              return false
            }}
          >
            <Button icon={<UploadOutlined />} loading={busy}>
              {t(`file.add.${kind}`)}
            </Button>
          </Upload>
        ))}
      </Flex>
    </Card>
  )
}
