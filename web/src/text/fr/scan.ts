import type { Text } from '../en/index.ts';

export const scan: Text['scan'] = {
  open: 'Scanner le code QR',
  title: 'Scannez le code QR',
  lead: 'Tenez le code de l’imprimé devant l’appareil photo. L’image est lue dans cette page et n’est envoyée nulle part.',
  stop: 'Arrêter l’appareil photo',
  video: 'Ce que voit l’appareil photo',
  starting: 'L’appareil photo démarre…',
  refused:
    'Cette page ne peut pas utiliser l’appareil photo. Autorisez-la dans votre navigateur, ou choisissez plutôt une photo de l’imprimé.',
  noCamera:
    'Aucun appareil photo n’est utilisable ici. Choisissez une photo de l’imprimé, ou saisissez numéro et code.',
  looking: 'Recherche d’un code QR dans la photo…',
  notFound: (name) =>
    `Aucun code QR n’est lisible dans ${name}. Prenez la photo d’en haut, nette et de près, ou saisissez numéro et code.`,
  notOurs: 'Ce code QR n’est pas celui d’un certificat.',
  elsewhere: (host) =>
    `Le code mène à ${host}, et non à cette page. Un faux imprimé peut mener à une fausse page : n’y allez que si vous connaissez cette adresse.`,
  askHere: 'Demander ici avec numéro et code',
  credentialAlone:
    'C’est une attestation seule, dont le numéro ou le code est masqué. Ajoutez le fichier de preuve qui l’accompagnait.',
};
