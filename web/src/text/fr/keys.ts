import type { Text } from '../en/index.ts';

export const keys: Text['keys'] = {
  title: 'Qui détient vos clés',
  lead: 'Qui détient les clés peut agir pour votre organisation et transférer ce qui vous appartient.',
  summaryOurs: 'Vous les détenez vous-mêmes : chaque acte est signé avec une de vos clés.',
  summaryServer: 'Ce serveur les détient pour vous et signe en votre nom ce que vous faites ici.',
  more: 'Voir et changer qui les détient',
  loading: 'Qui détient vos clés',
  inCustody: (count: number) =>
    count === 1
      ? '1 document est encore sur une clé que détient le serveur. Ouvrez-le et choisissez « Passer à une nouvelle clé ».'
      : `${count} documents sont encore sur des clés que détient le serveur. Ouvrez-les et choisissez « Passer à une nouvelle clé ».`,
  none: {
    title: 'Personne encore, hormis le serveur',
    lead: 'Gardez les clés dans ce navigateur, dans une clé d’accès ou dans un programme à vous. Dès lors, rien ne se fait en votre nom sans elles.',
  },
  holders: 'Qui les détient',
  holder: 'Détenteur',
  state: 'État',
  ready: 'Clés prêtes',
  documents: 'Documents',
  act: 'Que faire',
  kinds: { browser: 'Navigateur', passkey: 'Clé d’accès', program: 'Programme' },
  states: { proposed: 'Proposé', confirmed: 'Détient des clés', ended: 'Terminé' },
  thisBrowser: 'Ce navigateur',
  since: (who: string, date: string) => (who === '' ? `depuis le ${date}` : `${who}, depuis le ${date}`),
  create: 'Garder des clés dans ce navigateur',
  createIt: 'Créer les clés',
  proposeIt: 'Les proposer',
  createPasskey: 'Utiliser une clé d’accès',
  name: 'Nom',
  nameLead: 'Ce à quoi vos collègues le reconnaîtront.',
  defaultName: (who: string) => `Navigateur de ${who}`,
  defaultPasskey: (who: string) => `Clé d’accès de ${who}`,
  stays:
    'Les clés sont créées ici et restent ici. Personne ne peut les en extraire : ni nous, ni vous, ni un programme dans ce navigateur.',
  lost: 'Si les données de ce navigateur sont effacées ou si l’appareil est perdu, ses clés sont perdues. Faites détenir des clés aussi par un second navigateur, une clé d’accès ou un programme avant de vous y fier.',
  passkeyStays:
    'Vos clés sont dérivées de la clé d’accès à chaque signature, puis oubliées. Elles vont où va la clé d’accès : si elle est synchronisée, sur vos autres appareils aussi.',
  passkeyLost:
    'Qui peut utiliser la clé d’accès peut signer. Si elle est supprimée, ses clés sont perdues définitivement.',
  first:
    'Ce sont les premières. Dès lors, le serveur ne peut plus signer pour votre organisation : chaque acte demande une signature, et les systèmes qui agissent pour vous par l’API ont besoin de leurs propres clés.',
  proposed: 'Un administrateur de votre organisation doit les confirmer avant qu’elles puissent servir.',
  waiting:
    'Ce navigateur a créé des clés. Elles pourront servir dès qu’un administrateur les aura confirmées.',
  leftOver: {
    lead: (name) =>
      `Ce navigateur a créé des clés (${name}) qui ne sont à personne : la réponse n’est jamais venue, ou personne ne les a confirmées. Rien de vous n’est dessus.`,
    use: 'Les utiliser maintenant',
    remove: 'Les supprimer',
    removeLead: 'Ces clés sont effacées de ce navigateur. Rien de vous n’est dessus.',
  },
  noPrf:
    'Cette clé d’accès ne peut pas dériver de clés ; elle n’est donc pas utilisée : avec une seule clé pour tout, chacun verrait quels documents vont ensemble. Gardez plutôt les clés dans ce navigateur. Vous pouvez supprimer la clé d’accès.',
  noPasskey: 'La clé d’accès n’a pas été utilisée. Rien n’a changé.',
  otherPasskey: 'C’est une autre clé d’accès que celle qui détient vos clés.',
  add: 'Ajouter 100 clés',
  addTo: (name: string) => `Ajouter 100 clés à ${name}`,
  low: 'Presque épuisées. Quand il n’en reste plus, la dernière sert à nouveau, et chacun voit que ces documents vont ensemble.',
  confirm: 'Confirmer',
  confirmOf: (name: string) => `Confirmer les clés de ${name}`,
  confirmLead: (who: string) =>
    `${who === '' ? 'Un système' : who} demande à détenir des clés de votre organisation. Assurez-vous que c’est bien le cas : qui détient des clés peut signer en votre nom.`,
  end: 'Terminer',
  endOf: (name: string) => `Terminer ${name}`,
  endLead: 'Il ne signe plus rien en votre nom. C’est irrévocable.',
  endRecords: (count: number) =>
    count === 1
      ? '1 document est sur ses clés et y reste : seul ce détenteur peut le transférer. Passez-le d’abord à une nouvelle clé si possible.'
      : `${count} documents sont sur ses clés et y restent : seul ce détenteur peut les transférer. Passez-les d’abord à de nouvelles clés si possible.`,
  endLast:
    'C’est le dernier. Le serveur détiendra de nouveau votre clé, une nouvelle, et signera en votre nom.',
  help: 'S’il arrive quelque chose à un appareil',
  backUp: {
    title: 'Pour plus de sûreté',
    lead: 'Les clés ne sont jamais copiées ; une sauvegarde est donc un second détenteur : un autre navigateur, une clé d’accès ou un programme à vous qui détient des clés par l’API. Chaque détenteur signe au nom de l’organisation ; chaque document reste sur la clé de celui qui l’a reçu.',
  },
  device: {
    title: 'Un appareil est perdu',
    lead: 'Terminez-le ici et continuez avec un autre détenteur. Plus personne ne peut transférer les documents qui sont sur ses clés : demandez à la chambre de remplacer un tel certificat, et, sur la page d’un tel dossier, créez-en un nouveau à sa place.',
  },
  change: {
    title: 'Un appareil est cédé ou volé',
    lead: 'Passez d’abord les documents qui sont sur ses clés à de nouvelles clés, au besoin sur l’appareil même. Terminez-le ensuite ici.',
  },
  renewal: {
    title: 'La clé de ce document',
    lead: 'Vous contrôlez ce document avec une clé qui lui est propre. Une nouvelle clé rend l’ancienne inutile ; si vous détenez vos clés vous-mêmes, elle retire aussi le document des mains du serveur.',
    start: 'Passer à une nouvelle clé',
    dialog: 'Passer à une nouvelle clé',
    dialogLead: 'Il reste à vous et rien n’y change. La piste d’audit montre que sa clé a été renouvelée.',
    done: 'Il est sur une nouvelle clé à vous.',
  },
  handover: {
    agreed: (name: string) => `${name} a accepté. Il est à eux dès que vous signez.`,
    agreedPart: (name) =>
      `${name} a accepté. Dès que vous signez, un dossier en est fait. Si elle garde ses clés elle-même, elle est ensuite priée d’accepter ce dossier, et vous signez en dernier.`,
    acceptedPart: (name) =>
      `Vous avez accepté. Dès que ${name} signe, un dossier en est fait. Si vous gardez vos clés vous-mêmes, vous êtes ensuite priés d’accepter ce dossier.`,
    sign: 'Signer le transfert',
  },
  sign: {
    browser: 'Signer avec les clés de ce navigateur',
    passkey: 'Signer avec votre clé d’accès',
    lead: (organisation: string) => `Au nom de ${organisation}, vous signez :`,
    one: 'Signer',
    signing: 'Signature en cours…',
    give: (about: string) => `Il va à ${about} et leur appartient dès lors`,
    take: (about: string) => `Il vient de ${about} sur une clé à vous`,
    renew: 'Il passe à une nouvelle clé à vous et reste à vous',
    close: 'Il est clôturé définitivement',
    control: 'Vous en avez maintenant le contrôle',
    more: (count: number) => `et ${count} de plus`,
    exact: 'Exactement ce qui est signé',
    not: 'Rien n’a été signé, donc rien n’a été fait.',
  },
  elsewhere: {
    title: 'Les clés nécessaires ne sont pas dans ce navigateur',
    lead: 'Rien n’a été fait et ce que vous avez saisi est toujours là. On peut le signer avec :',
    nobody: 'Personne ne détient de clé qui puisse signer ceci.',
    see: 'Qui détient vos clés',
  },
  refused: {
    title: 'Cette page refuse de signer',
    lead: 'Rien n’a été signé et rien n’a été fait.',
    why: {
      unreadable: 'Ce que le serveur a donné à signer n’est aucune des déclarations que cette page connaît.',
      altered: 'Ce que le serveur a donné à signer n’est pas ce qu’il disait.',
      chain: 'C’est pour un autre registre que celui pour lequel vos clés ont été créées.',
      'other-act': 'Le serveur a donné à signer quelque chose qui n’a rien à voir avec votre demande.',
      'other-words': 'Le serveur a donné à signer quelque chose qui diffère de ce que vous avez saisi.',
      time: 'La date n’est pas celle de maintenant. Vérifiez l’horloge de cet appareil.',
      stock:
        'Le document irait sur une clé qui n’est pas entre vos mains. Ajoutez d’abord des clés à ce détenteur, sous « Qui détient vos clés ».',
    },
  },
};
