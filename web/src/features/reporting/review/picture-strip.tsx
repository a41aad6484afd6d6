import { useTranslation } from 'react-i18next'

/** Pictures in small, each opening in full. */
export function PictureStrip({ ids }: { readonly ids: readonly number[] }) {
  const { t } = useTranslation('reporting')
  return (
    <div className="review-pictures">
      {ids.map((id, i) => (
        <a key={id} href={`/media/pictures/${id}`} target="_blank" rel="noreferrer">
          <img src={`/media/pictures/${id}/thumbnail`} alt={t('pictures.nth', { n: i + 1 })} loading="lazy" />
        </a>
      ))}
    </div>
  )
}
