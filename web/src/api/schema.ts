// Made by `node web/scripts/generate-api-types.ts` from /openapi.json; a test compares the two.

export type Activity = { type: string; time: string; actor: { name: string; organisation: OrganisationSummary | null; }; for: OrganisationSummary | null; data: { [name: string]: unknown } | null; record: { recordId: string; kind: "certificate" | "pouch"; subject: { id: string; name: string | null; } | null; destination: string | null; state: "active" | "closed" | "revoked" | "superseded"; }; sequence: number; sealing: Sealing; links: { record: string; trail: string; proof: string; }; };

export type ApiClient = { id: string; name: string; scopes: readonly ("certificate:read" | "certificate:apply" | "certificate:issue" | "certificate:examine" | "pouch:read" | "pouch:converse" | "pouch:write" | "record:read" | "record:share" | "record:handover" | "organisation:read" | "organisation:administer" | "organisation:register")[]; createdAt: string; };

export type ApplicationWarning = { pointer: string; code: string; detail: string; source: string; blocks: boolean; };

export type ArchivedRecord = { recordId: string; kept: KeptUntil | null; kinds: readonly ({ type: string; count: number; kept: KeptUntil | null; })[]; endedAt: string | null; erasedAt: string | null; holds: readonly ({ id: string; organisation: OrganisationSummary; setAt: string; setBy: string | null; reason: string | null; })[]; erasure: { state: "asked" | "waiting" | "erasing" | "erased"; askedAt: string; askedBy: string | null; approvedBy: string | null; dueAt: string | null; } | null; may: { hold: boolean; erase: boolean; }; kind: "certificate" | "pouch"; status: "active" | "closed" | "revoked" | "superseded"; subject: { id: string; name: string | null; } | null; at: string; };

export type AuditPath = { sequence: number; index: number; size: number; path: readonly (string)[]; root: string; };

export type Block = { number: number; time: number; };

export type BookEntry = { id: string; name: string; createdAt: string; };

export type BulkRow = { row: number; reference: string | null; outcome: "accepted" | "repeated" | "refused"; certificateId: string | null; errors: readonly ({ cell: string | null; column: string | null; pointer: string; detail: string; code?: string; limit?: number; rule?: string; })[]; };

export type BulkRun = { id: string; state: "waiting" | "running" | "finished" | "failed"; fileName: string; format: "csv" | "xlsx" | "json"; size: number; digest: string; chamber: OrganisationSummary; startedBy: string; submits: boolean; createdAt: string; finishedAt: string | null; failure: string | null; rows: number | null; applications: number | null; applicationsDone: number; accepted: number; repeated: number; refused: number; };

export type Certificate = { id: string; kind: "origin" | "document"; state: "draft" | "submitted" | "changes_requested" | "not_issued" | "abandoned" | "issued" | "verified" | "disputed" | "refused" | "acquitted" | "expired" | "revoked" | "superseded"; number: string | null; recordId: string | null; applicant: OrganisationSummary; chamber: OrganisationSummary; sealing: Sealing | null; createdAt: string; submittedAt: string | null; issuedAt: string | null; version: number; verificationCode: string | null; application: { [name: string]: unknown }; decision: { reason: string; code?: "origin_not_proven" | "documents_missing" | "data_inconsistent" | "not_competent" | "goods_not_eligible" | "other"; by: string; } | null; successorId: string | null; replacesId: string | null; expiresAt: string | null; warnings: readonly (ApplicationWarning)[]; };

export type CertificateMessage = { id: string; kind: "question" | "answer" | "changes"; text: string; fields: readonly ({ pointer: string; wish: string; })[]; by: { organisationId: string; name: string; }; at: string; };

export type CertificateSummary = { id: string; kind: "origin" | "document"; state: "draft" | "submitted" | "changes_requested" | "not_issued" | "abandoned" | "issued" | "verified" | "disputed" | "refused" | "acquitted" | "expired" | "revoked" | "superseded"; number: string | null; recordId: string | null; applicant: OrganisationSummary; chamber: OrganisationSummary; sealing: Sealing | null; createdAt: string; submittedAt: string | null; issuedAt: string | null; consignee: string | null; destinationCountry: string | null; origins: readonly (string)[]; document: { title: string | null; number: string | null; } | null; };

export type ChamberSettings = { numberFormat: string | null; fourEyes: boolean; deadlineDays: number; fee: { amount: string; currency: string; } | null; documentFee: { amount: string; currency: string; } | null; undertakingRequired: boolean; exampleNumber: string; };

export type Change = { kind: "record" | "certificate" | "handover" | "organisation" | "sealing" | "notice"; id: string; recordId?: string; };

export type ChangedCertificate = { id: string; kind: "origin" | "document"; state: "draft" | "submitted" | "changes_requested" | "not_issued" | "abandoned" | "issued" | "verified" | "disputed" | "refused" | "acquitted" | "expired" | "revoked" | "superseded"; number: string | null; recordId: string | null; applicant: OrganisationSummary; chamber: OrganisationSummary; sealing: Sealing | null; createdAt: string; submittedAt: string | null; issuedAt: string | null; version: number; verificationCode: string | null; application: { [name: string]: unknown }; decision: { reason: string; code?: "origin_not_proven" | "documents_missing" | "data_inconsistent" | "not_competent" | "goods_not_eligible" | "other"; by: string; } | null; successorId: string | null; replacesId: string | null; expiresAt: string | null; warnings: readonly (ApplicationWarning)[]; receipts: readonly (string)[]; };

export type ChangedDocument = { id: string; pouchId: string; name: string; type: string; typeName: string | null; folder: string | null; revision: number; addedBy: OrganisationSummary; createdAt: string; latest: DocumentVersion; receipts: readonly (string)[]; };

export type ChangedExtract = { id: string; recordId: string; organisation: OrganisationSummary; givenBy: OrganisationSummary; documentIds: readonly (string)[] | null; hidden: readonly (string)[] | null; rights: readonly ("view" | "download" | "add" | "share" | "offer")[]; createdAt: string; endsAt: string | null; receipts: readonly (string)[]; };

export type ChangedHandover = { id: string; recordId: string; subject: { kind: "certificate" | "pouch"; id: string; name: string | null; } | null; subjects: readonly ({ kind: "certificate" | "pouch"; id: string; name: string | null; })[]; part: { title: string; documents: readonly ({ id: string; name: string; type: string; typeName: string | null; size: number; })[]; certificates: readonly ({ id: string; recordId: string; number: string; })[]; } | null; contents: readonly (string)[]; from: OrganisationSummary; to: OrganisationSummary; state: "offered" | "agreed" | "accepted" | "rejected" | "withdrawn" | "expired" | "void"; message: string; reason: string; createdAt: string; expiresAt: string; answeredAt: string | null; chain: { state: "recorded" | "batched" | "submitted" | "mined" | "final" | "failed"; sealedAt: string | null; } | null; receipts: readonly (string)[]; };

export type ChangedInvitation = { id: string; recordId: string; email: string; documentIds: readonly (string)[] | null; hidden: readonly (string)[] | null; rights: readonly ("view" | "download" | "add" | "share" | "offer")[]; endsAt: string | null; letter: "waiting" | "sent" | "refused"; letters: number; createdAt: string; expiresAt: string; receipts: readonly (string)[]; };

export type ChangedPouch = { id: string; recordId: string; title: string; cover: PouchCover; state: "active" | "closed" | "revoked" | "superseded"; reason: "switchedToPaper" | "surrendered" | "acquitted" | "moved" | "issuedInError" | "dataIncorrect" | "goodsNotShipped" | "fraud" | "replaced" | "requestedByApplicant" | null; owner: OrganisationSummary; madeBy: OrganisationSummary; createdAt: string; revision: number; sealing: Sealing; access: { owner: boolean; rights: readonly ("view" | "download" | "add" | "share" | "offer")[]; seenUntil: string | null; }; certificates: readonly ({ id: string; recordId: string; number: string; state: string; chamber: OrganisationSummary; owner: OrganisationSummary; addedAt: string; })[]; documents: readonly (Document)[]; parts: readonly ({ recordId: string; pouch: { id: string; title: string; } | null; documents: number; certificates: number; at: string; })[]; partOf: { recordId: string; pouch: { id: string; title: string; } | null; documents: number; certificates: number; at: string; } | null; replaces: { id: string; recordId: string; title: string; } | null; replacedBy: { id: string; recordId: string; title: string; } | null; receipts: readonly (string)[]; };

export type ChangedReadingAgreement = { id: string; recordId: string; asker: OrganisationSummary; reader: OrganisationSummary; state: "asked" | "agreed" | "refused" | "ended"; scope: "pouch" | "organisation" | null; askedAt: string; answeredAt: string | null; endedAt: string | null; receipts: readonly (string)[]; };

export type ChangedRecord = { recordId: string; kind: "certificate" | "pouch"; subject: { id: string; name: string | null; } | null; erasedAt: string | null; status: "active" | "closed" | "revoked" | "superseded"; reason: "switchedToPaper" | "surrendered" | "acquitted" | "moved" | "issuedInError" | "dataIncorrect" | "goodsNotShipped" | "fraud" | "replaced" | "requestedByApplicant" | null; successor: string | null; owner: OrganisationSummary; sequence: number; events: number; sealing: Sealing; act: { type: "handover" | "closing" | "revocation"; state: "recorded" | "batched" | "submitted" | "mined" | "final" | "failed"; sealedAt: string | null; } | null; receipts: readonly (string)[]; };

export type ChangedRetention = { recordId: string; kept: KeptUntil | null; kinds: readonly ({ type: string; count: number; kept: KeptUntil | null; })[]; endedAt: string | null; erasedAt: string | null; holds: readonly ({ id: string; organisation: OrganisationSummary; setAt: string; setBy: string | null; reason: string | null; })[]; erasure: { state: "asked" | "waiting" | "erasing" | "erased"; askedAt: string; askedBy: string | null; approvedBy: string | null; dueAt: string | null; } | null; may: { hold: boolean; erase: boolean; }; receipts: readonly (string)[]; };

export type ChangedShare = { id: string; recordId: string; organisation: OrganisationSummary; basis: "owner" | "issuer" | "former_owner" | "offer" | "share"; rights: readonly ("view" | "download" | "add" | "share" | "offer")[]; sharedBy: OrganisationSummary | null; actsFor: OrganisationSummary | null; through: string | null; follows: string | null; createdAt: string; endsAt: string | null; receipts: readonly (string)[]; };

export type ChangedShareLink = { id: string; recordId: string; givenBy: OrganisationSummary; label: string; state: "open" | "locked"; documentIds: readonly (string)[] | null; hidden: readonly (string)[] | null; rights: readonly ("view" | "download")[]; openings: number; lastOpenedAt: string | null; createdAt: string; expiresAt: string; receipts: readonly (string)[]; };

export type ChangedTask = { id: string; recordId: string; pouch: { id: string; title: string; }; asker: OrganisationSummary; askerPerson: string | null; asked: OrganisationSummary; documentType: string; note: string | null; dueOn: string | null; byItself: boolean; state: "open" | "done" | "declined" | "withdrawn"; reason: string | null; documentId: string | null; createdAt: string; endedAt: string | null; endedBy: OrganisationSummary | null; may: readonly ("complete" | "decline" | "withdraw")[]; receipts: readonly (string)[]; };

export type CodeList = { list: "countries" | "currencies" | "units" | "package-kinds" | "ports" | "hs" | "incoterms" | "transport-modes" | "document-types" | "origin-criteria"; name: string; source: string; edition: string | null; date: string; entries: number; };

export type Conversation = { readers: readonly (OrganisationSummary)[]; colleagues: readonly ({ id: string; name: string; })[]; threads: readonly ({ documentId: string | null; messages: number; unread: number; })[]; mayWrite: boolean; };

export type Declaration = { version: string; language: string; text: string; by: string; authenticated: "password" | "client-credentials"; onBehalfOf?: string; };

export type DeskCase = { submittedAt: string; dueAt: string | null; waitingSince: string | null; assignee: { id: string; name: string; } | null; recommended: { id: string; name: string; at: string; } | null; closedAt: string | null; fee: { amount: string; currency: string; } | null; };

export type DeskCounts = { open: number; new: number; mine: number; waiting: number; overdue: number; };

export type DeskFigures = { from: string; to: string; days: readonly ({ day: string; issued: number; rejected: number; })[]; medianHours: number | null; destinations: readonly ({ country: string; issued: number; })[]; fees: readonly ({ currency: string; amount: string; })[]; };

export type DeskItem = { id: string; kind: "origin" | "document"; state: "draft" | "submitted" | "changes_requested" | "not_issued" | "abandoned" | "issued" | "verified" | "disputed" | "refused" | "acquitted" | "expired" | "revoked" | "superseded"; number: string | null; recordId: string | null; applicant: OrganisationSummary; chamber: OrganisationSummary; sealing: Sealing | null; createdAt: string; submittedAt: string | null; issuedAt: string | null; consignee: string | null; destinationCountry: string | null; origins: readonly (string)[]; document: { title: string | null; number: string | null; } | null; desk: DeskCase; };

export type Document = { id: string; pouchId: string; name: string; type: string; typeName: string | null; folder: string | null; revision: number; addedBy: OrganisationSummary; createdAt: string; latest: DocumentVersion; };

export type DocumentHistory = { id: string; pouchId: string; name: string; type: string; typeName: string | null; folder: string | null; revision: number; addedBy: OrganisationSummary; createdAt: string; latest: DocumentVersion; versions: readonly ({ version: number; mediaType: string; size: number; sha256: string; addedBy: OrganisationSummary; addedAt: string; readBy: readonly ({ organisation: OrganisationSummary; at: string; })[]; })[]; };

export type DocumentVersion = { version: number; mediaType: string; size: number; sha256: string; addedBy: OrganisationSummary; addedAt: string; };

export type Evidence = { id: string; name: string; type: string; item: number | null; mediaType: string; size: number; sha256: string; addedBy: string; addedAt: string; };

export type Extract = { id: string; recordId: string; organisation: OrganisationSummary; givenBy: OrganisationSummary; documentIds: readonly (string)[] | null; hidden: readonly (string)[] | null; rights: readonly ("view" | "download" | "add" | "share" | "offer")[]; createdAt: string; endsAt: string | null; };

export type FoundCodes = { list: "countries" | "currencies" | "units" | "package-kinds" | "ports" | "hs" | "incoterms" | "transport-modes" | "document-types" | "origin-criteria"; name: string; source: string; edition: string | null; date: string; entries: number; items: readonly ({ code: string; name: string; })[]; };

export type Handover = { id: string; recordId: string; subject: { kind: "certificate" | "pouch"; id: string; name: string | null; } | null; subjects: readonly ({ kind: "certificate" | "pouch"; id: string; name: string | null; })[]; part: { title: string; documents: readonly ({ id: string; name: string; type: string; typeName: string | null; size: number; })[]; certificates: readonly ({ id: string; recordId: string; number: string; })[]; } | null; contents: readonly (string)[]; from: OrganisationSummary; to: OrganisationSummary; state: "offered" | "agreed" | "accepted" | "rejected" | "withdrawn" | "expired" | "void"; message: string; reason: string; createdAt: string; expiresAt: string; answeredAt: string | null; chain: { state: "recorded" | "batched" | "submitted" | "mined" | "final" | "failed"; sealedAt: string | null; } | null; };

export type Home = { drafts: { count: number; items: readonly (CertificateSummary)[]; } | null; returned: { count: number; items: readonly ({ id: string; kind: "origin" | "document"; state: "draft" | "submitted" | "changes_requested" | "not_issued" | "abandoned" | "issued" | "verified" | "disputed" | "refused" | "acquitted" | "expired" | "revoked" | "superseded"; number: string | null; recordId: string | null; applicant: OrganisationSummary; chamber: OrganisationSummary; sealing: Sealing | null; createdAt: string; submittedAt: string | null; issuedAt: string | null; consignee: string | null; destinationCountry: string | null; origins: readonly (string)[]; document: { title: string | null; number: string | null; } | null; decision: { reason: string; code?: "origin_not_proven" | "documents_missing" | "data_inconsistent" | "not_competent" | "goods_not_eligible" | "other"; by: string; } | null; })[]; } | null; submitted: { count: number; items: readonly (CertificateSummary)[]; oldestAt: string | null; } | null; offers: { count: number; items: readonly (Handover)[]; } | null; tasks: { count: number; items: readonly (Task)[]; } | null; withChamber: { count: number; items: readonly (CertificateSummary)[]; } | null; offering: { count: number; items: readonly (Handover)[]; } | null; undertakings: readonly (Undertaking)[] | null; latest: readonly (CertificateSummary)[] | null; shared: { count: number; items: readonly ({ recordId: string; subject: { kind: "certificate" | "pouch"; id: string; name: string | null; }; sharedBy: OrganisationSummary; sharedAt: string; })[]; } | null; chambers: { count: number; accredited: number; ending: readonly ({ chamber: OrganisationSummary; endsAt: string; })[]; } | null; sealing: SealingHealth | null; };

export type Invitation = { id: string; recordId: string; email: string; documentIds: readonly (string)[] | null; hidden: readonly (string)[] | null; rights: readonly ("view" | "download" | "add" | "share" | "offer")[]; endsAt: string | null; letter: "waiting" | "sent" | "refused"; letters: number; createdAt: string; expiresAt: string; };

export type KeptUntil = { until: string; years: number; law: { code: string; title: string; source: string; since: string; } | null; own: OrganisationSummary | null; };

export type KeyCustody = { selfCustody: boolean; recordsInCustody: number; holders: readonly (KeyHolder)[]; };

export type KeyHolder = { id: string; name: string; kind: "browser" | "passkey" | "program"; person: { id: string; name: string; } | null; state: "proposed" | "confirmed" | "ended"; createdAt: string; endedAt: string | null; identityKeyId: string | null; identityJwk: { crv: "P-256"; kty: "EC"; x: string; y: string; } | null; owners: number; ready: number; records: number; };

export type Legalisation = { id: string; kind: "consulate" | "ministry" | "other"; authority: string; country: string; date: string; reference: string | null; recordedBy: string; };

export type LookUp = { number: string; issuedOn: string; issuer: { id: string; legalName: string; country: string; accreditationNumber: string | null; }; outcome: "invalid" | "indeterminate" | "revoked" | "superseded" | "closed" | "pending" | "expired" | "valid"; statement: string; verdict: Verdict | null; verifiedAt: string; };

export type MadeShareLink = { id: string; recordId: string; givenBy: OrganisationSummary; label: string; state: "open" | "locked"; documentIds: readonly (string)[] | null; hidden: readonly (string)[] | null; rights: readonly ("view" | "download")[]; openings: number; lastOpenedAt: string | null; createdAt: string; expiresAt: string; url: string; code: string; receipts: readonly (string)[]; };

export type MessageAttachment = { id: string; name: string; mediaType: string; size: number; sha256: string; };

export type NewDocumentUpload = { name: string; type?: string; typeName?: string; folder?: string; size: number; mediaType: string; };

export type NewVersionUpload = { size: number; mediaType: string; };

export type Notice = { id: number; kind: "application" | "certificate" | "pouch" | "share" | "handover" | "message" | "mention" | "task" | "undertaking" | "system"; type: string; time: string; isRead: boolean; actor: { name: string | null; organisation: OrganisationSummary | null; }; about: { kind: "certificate" | "pouch"; id: string; name: string | null; recordId: string | null; } | null; extractId: string | null; change: { number: string | null; reference: string | null; status: Standing; } | null; };

export type NoticeSettings = { language: "en" | "nl" | "fr" | "ar" | "zh"; digest: { hour: number; timeZone: string | null; }; email: { application: "at_once" | "daily" | "none"; certificate: "at_once" | "daily" | "none"; pouch: "at_once" | "daily" | "none"; share: "at_once" | "daily" | "none"; handover: "at_once" | "daily" | "none"; message: "at_once" | "daily" | "none"; mention: "at_once" | "daily" | "none"; task: "at_once" | "daily" | "none"; undertaking: "at_once" | "daily" | "none"; system: "at_once" | "daily" | "none"; }; };

export type NumberedProof = { bundle: { format: "openpouch-proof/1"; deployment: { chainId: number; recordRegistry: string; }; recordId: string; genesis: { kind: "certificate" | "pouch"; issuer: string; firstOwner: string; content: string; }; content: { salt: string; credential: string; } | { salt: string; manifest: { [name: string]: unknown }; } | null; events: readonly ({ sequence: number; previous: string; bodyCommitment: string; body: { salt: string; jws: string; } | null; anchor: { index: number; size: number; path: readonly (string)[]; root: string; } | null; })[]; issuer: { profile: { legalName: string; country: string; did: string; }; } | null; vouchers: readonly (string)[]; subject: { type: "record"; } | { type: "document" | "rendition"; sequence: number; salt: string; } | { type: "control"; owner: string; identity: string | null; }; }; successor: string | null; };

export type OpenAttestationV2 = { version: string; data: unknown; signature: unknown; };

export type OpenedExtract = { id: string; from: OrganisationSummary; kind: "certificate" | "pouch"; number: string | null; documents: number; rights: readonly ("view" | "download" | "add" | "share" | "offer")[]; createdAt: string; endsAt: string | null; shown: Portion; };

export type Opening = { label: string; from: OrganisationSummary; rights: readonly ("view" | "download")[]; expiresAt: string; visitEndsAt: string; shown: Portion; };

export type Organisation = { id: string; legalName: string; country: string; role: "federation" | "chamber" | "exporter" | "forwarder" | "importer" | "customs"; address: { line1: string; line2?: string; postcode?: string; city: string; country: string; }; identifiers: readonly ({ scheme: string; value: string; })[]; vouchedBy: string | null; profile: { legalName: string; country: string; did: string; } | null; issuingKeys: readonly ({ signerId: string; createdAt: string; endsAt: string | null; })[]; };

export type OrganisationAct = { id: number; type: "person.added" | "person.ended" | "person.signed-in" | "person.sign-in-refused" | "system.added" | "system.ended" | "webhook.added" | "webhook.changed" | "webhook.removed" | "retention.changed" | "desk.changed" | "organisation.registered" | "organisation.vouched-for" | "key.made" | "key.ended" | "key-holder.proposed" | "key-holder.confirmed" | "key-holder.ended"; about: string | null; organisation: OrganisationSummary; by: { organisation: OrganisationSummary | null; name: string | null; }; time: string; };

export type OrganisationSummary = { id: string; legalName: string; country: string; role: "federation" | "chamber" | "exporter" | "forwarder" | "importer" | "customs"; };

export type Outcome = "invalid" | "indeterminate" | "revoked" | "superseded" | "closed" | "pending" | "expired" | "valid";

export type Portion = { certificate: ShownCertificate | null; pouch: { title: string | null; cover: PouchCover | null; documents: readonly (Document)[]; certificates: readonly ({ id: string; number: string; state: string; chamber: OrganisationSummary; })[]; } | null; };

export type Pouch = { id: string; recordId: string; title: string; cover: PouchCover; state: "active" | "closed" | "revoked" | "superseded"; reason: "switchedToPaper" | "surrendered" | "acquitted" | "moved" | "issuedInError" | "dataIncorrect" | "goodsNotShipped" | "fraud" | "replaced" | "requestedByApplicant" | null; owner: OrganisationSummary; madeBy: OrganisationSummary; createdAt: string; revision: number; sealing: Sealing; access: { owner: boolean; rights: readonly ("view" | "download" | "add" | "share" | "offer")[]; seenUntil: string | null; }; certificates: readonly ({ id: string; recordId: string; number: string; state: string; chamber: OrganisationSummary; owner: OrganisationSummary; addedAt: string; })[]; documents: readonly (Document)[]; parts: readonly ({ recordId: string; pouch: { id: string; title: string; } | null; documents: number; certificates: number; at: string; })[]; partOf: { recordId: string; pouch: { id: string; title: string; } | null; documents: number; certificates: number; at: string; } | null; replaces: { id: string; recordId: string; title: string; } | null; replacedBy: { id: string; recordId: string; title: string; } | null; };

export type PouchCover = { reference?: string; orderNumber?: string; invoiceNumber?: string; billOfLading?: string; containers?: readonly (string)[]; vessel?: string; voyage?: string; portOfLoading?: string; portOfDischarge?: string; destinationCountry?: string; consignor?: string; consignee?: string; notifyParty?: string; carrier?: string; note?: string; };

export type PouchMessage = { id: string; recordId: string; documentId: string | null; sequence: number; text: string; salt: string; by: { organisation: OrganisationSummary; person: { id: string; name: string; } | null; }; at: string; to: readonly (OrganisationSummary)[] | null; mentions: { organisations: readonly (OrganisationSummary)[]; people: readonly ({ id: string; name: string; })[]; }; answers: string | null; attachments: readonly (MessageAttachment)[]; isRead: boolean; };

export type PouchSummary = { id: string; recordId: string; title: string; cover: PouchCover; state: "active" | "closed" | "revoked" | "superseded"; reason: "switchedToPaper" | "surrendered" | "acquitted" | "moved" | "issuedInError" | "dataIncorrect" | "goodsNotShipped" | "fraud" | "replaced" | "requestedByApplicant" | null; owner: OrganisationSummary; madeBy: OrganisationSummary; createdAt: string; revision: number; sealing: Sealing; counts: { certificates: number; documents: number; }; };

export type Problem = { type: string; title: string; status: number; code: "malformed_json" | "invalid_request" | "idempotency_key_missing" | "idempotency_key_invalid" | "not_signed_in" | "wrong_credentials" | "wrong_code" | "invalid_client" | "invalid_token" | "forbidden" | "cross_site" | "not_found" | "method_not_allowed" | "wrong_state" | "already_exists" | "request_in_progress" | "second_person_needed" | "limit_reached" | "not_owner" | "undertaking_missing" | "not_a_signatory" | "signatures_needed" | "signature_needed" | "signed_otherwise" | "kept" | "on_hold" | "handover_open" | "wrong_offset" | "changed_meanwhile" | "precondition_missing" | "body_too_large" | "range_not_satisfiable" | "unsupported_media_type" | "idempotency_key_reused" | "application_incomplete" | "infected" | "not_expressible" | "not_permitted_party" | "too_many_requests" | "internal" | "unavailable"; instance: string; retryable: boolean; parameters?: { [name: string]: string | number }; errors?: readonly ({ in: "body" | "query" | "path" | "header"; pointer: string; detail: string; code: "missing" | "unknown" | "wrong_type" | "malformed" | "not_allowed" | "inconsistent" | "invalid" | "too_short" | "too_long" | "too_few" | "too_many" | "too_small" | "too_big" | "too_far" | "empty_file" | "in_the_past" | "taken" | "not_held" | "no_such_organisation" | "not_in_force" | "nothing_to_add"; limit?: number; rule?: string; })[]; preparation?: { [name: string]: unknown }; };

export type ReadInvitation = { from: OrganisationSummary; kind: "certificate" | "pouch"; documents: number | null; hasHiddenFields: boolean; rights: readonly ("view" | "download" | "add" | "share" | "offer")[]; endsAt: string | null; expiresAt: string; };

export type ReadingAgreement = { id: string; recordId: string; asker: OrganisationSummary; reader: OrganisationSummary; state: "asked" | "agreed" | "refused" | "ended"; scope: "pouch" | "organisation" | null; askedAt: string; answeredAt: string | null; endedAt: string | null; };

export type ReadingReceipts = { agreements: readonly (ReadingAgreement)[]; receipts: readonly ({ documentId: string; version: number; asker: OrganisationSummary; reader: OrganisationSummary; openedAt: string; sequence: number; })[]; };

export type ReceivedExtract = { id: string; from: OrganisationSummary; kind: "certificate" | "pouch"; number: string | null; documents: number; rights: readonly ("view" | "download" | "add" | "share" | "offer")[]; createdAt: string; endsAt: string | null; };

export type Record = { recordId: string; kind: "certificate" | "pouch"; subject: { id: string; name: string | null; } | null; erasedAt: string | null; status: "active" | "closed" | "revoked" | "superseded"; reason: "switchedToPaper" | "surrendered" | "acquitted" | "moved" | "issuedInError" | "dataIncorrect" | "goodsNotShipped" | "fraud" | "replaced" | "requestedByApplicant" | null; successor: string | null; owner: OrganisationSummary; sequence: number; events: number; sealing: Sealing; act: { type: "handover" | "closing" | "revocation"; state: "recorded" | "batched" | "submitted" | "mined" | "final" | "failed"; sealedAt: string | null; } | null; };

export type RecordedLegalisation = { id: string; kind: "consulate" | "ministry" | "other"; authority: string; country: string; date: string; reference: string | null; recordedBy: string; receipts: readonly (string)[]; };

export type RecordedVerdict = { outcome: Outcome; statement: string; checks: readonly (VerificationCheck)[]; facts: VerificationFacts | null; recorded: { certified: boolean; by: { id: string; legalName: string; country: string; } | null; at: string | null; } | null; verifiedAt: string; block: Block | null; receipts: readonly (string)[]; };

export type Rendition = { id: string; kind: "original" | "copy" | "duplicate"; mediaType: "application/pdf"; length: number; createdAt: string; inControl: OrganisationSummary | null; };

export type Retention = { recordId: string; kept: KeptUntil | null; kinds: readonly ({ type: string; count: number; kept: KeptUntil | null; })[]; endedAt: string | null; erasedAt: string | null; holds: readonly ({ id: string; organisation: OrganisationSummary; setAt: string; setBy: string | null; reason: string | null; })[]; erasure: { state: "asked" | "waiting" | "erasing" | "erased"; askedAt: string; askedBy: string | null; approvedBy: string | null; dueAt: string | null; } | null; may: { hold: boolean; erase: boolean; }; };

export type RetentionSettings = { fourEyes: boolean; waitingDays: number; automatic: boolean; terms: readonly ({ type: string; years: number; })[]; };

export type Sealing = { state: "recorded" | "batched" | "submitted" | "mined" | "final" | "failed"; sealedAt: string | null; };

export type SealingHealth = { backlog: { events: number; acts: number; transactions: number; }; oldestWaiting: string | null; lastBatch: { number: number; events: number; madeAt: string; } | null; lastFinal: { number: number; events: number; madeAt: string; sealedAt: string; } | null; failedActs: { count: number; latest: readonly ({ id: number; act: "handover" | "closing" | "revocation" | "accreditation" | "ending" | "profile" | "storeIssuance" | "storeRevocation"; failure: string | null; recordedAt: string; })[]; }; };

export type SealingStatus = { backlog: { events: number; acts: number; transactions: number; }; oldestWaiting: string | null; lastBatch: { number: number; events: number; madeAt: string; } | null; lastFinal: { number: number; events: number; madeAt: string; sealedAt: string; } | null; failedActs: { count: number; latest: readonly ({ id: number; act: "handover" | "closing" | "revocation" | "accreditation" | "ending" | "profile" | "storeIssuance" | "storeRevocation"; failure: string | null; recordedAt: string; })[]; }; chain: { block: number; time: string; } | null; };

export type Share = { id: string; recordId: string; organisation: OrganisationSummary; basis: "owner" | "issuer" | "former_owner" | "offer" | "share"; rights: readonly ("view" | "download" | "add" | "share" | "offer")[]; sharedBy: OrganisationSummary | null; actsFor: OrganisationSummary | null; through: string | null; follows: string | null; createdAt: string; endsAt: string | null; };

export type ShareLink = { id: string; recordId: string; givenBy: OrganisationSummary; label: string; state: "open" | "locked"; documentIds: readonly (string)[] | null; hidden: readonly (string)[] | null; rights: readonly ("view" | "download")[]; openings: number; lastOpenedAt: string | null; createdAt: string; expiresAt: string; };

export type ShownCertificate = { number: string; state: string; chamber: OrganisationSummary; issuer: { id: string; name: string; accreditationNumber?: string; }; subject: { [name: string]: unknown }; hiddenCount: number; hiddenIn: readonly ({ within: string; count: number; })[]; credential: string | null; };

export type SigningPreparation = { id: string; request: { method: string; address: string; }; expiresAt: string; statements: readonly (StatementToSign)[]; };

export type Standing = "active" | "verified" | "disputed" | "refused" | "acquitted" | "expired" | "closed" | "superseded" | "revoked";

export type StatedControl = { proof: { format: "openpouch-proof/1"; deployment: { chainId: number; recordRegistry: string; }; recordId: string; genesis: { kind: "certificate" | "pouch"; issuer: string; firstOwner: string; content: string; }; content: { salt: string; credential: string; } | { salt: string; manifest: { [name: string]: unknown }; } | null; events: readonly ({ sequence: number; previous: string; bodyCommitment: string; body: { salt: string; jws: string; } | null; anchor: { index: number; size: number; path: readonly (string)[]; root: string; } | null; })[]; issuer: { profile: { legalName: string; country: string; did: string; }; } | null; vouchers: readonly (string)[]; subject: { type: "record"; } | { type: "document" | "rendition"; sequence: number; salt: string; } | { type: "control"; owner: string; identity: string | null; }; }; until: string; receipts: readonly (string)[]; };

export type StatementToSign = { id: string; keyId: string; holderId: string; purpose: "identity" | "owner"; jwk: { crv: "P-256"; kty: "EC"; x: string; y: string; }; bytes: string; says: string; content: { [name: string]: unknown }; };

export type Submission = { number: number; chamber: OrganisationSummary; submittedAt: string; submittedBy: string; declaration: Declaration; evidence: readonly (SubmittedEvidence)[]; commitment: string; salt: string; application: { [name: string]: unknown }; comparedWith: number | null; changes: readonly ({ pointer: string; kind: "added" | "removed" | "changed"; before: unknown; after: unknown; })[]; rejection: { reason: string; code?: "origin_not_proven" | "documents_missing" | "data_inconsistent" | "not_competent" | "goods_not_eligible" | "other"; by: string; at: string; } | null; };

export type SubmittedEvidence = { id: string; name: string; type: string; item: number | null; mediaType: string; size: number; sha256: string; };

export type Task = { id: string; recordId: string; pouch: { id: string; title: string; }; asker: OrganisationSummary; askerPerson: string | null; asked: OrganisationSummary; documentType: string; note: string | null; dueOn: string | null; byItself: boolean; state: "open" | "done" | "declined" | "withdrawn"; reason: string | null; documentId: string | null; createdAt: string; endedAt: string | null; endedBy: OrganisationSummary | null; may: readonly ("complete" | "decline" | "withdraw")[]; };

export type TradeTrustSettings = { domain: string | null; documentStore: string; dnsRecord: string; };

export type TrailEvent = { type: string; time: string; actor: { name: string; organisation: OrganisationSummary | null; }; data: { [name: string]: unknown } | null; sealing: Sealing; proof: { sequence: number; previous: string; entryHash: string; bodyCommitment: string; body: { salt: string; jws: string; } | null; anchor: { index: number; size: number; path: readonly (string)[]; root: string; } | null; transactionHash: string | null; blockNumber: number | null; }; };

export type TrailPeople = { items: readonly ({ id: string; name: string; kind: "user" | "client"; })[]; };

export type Undertaking = { id: string; exporter: OrganisationSummary; chamber: OrganisationSummary; state: "given" | "accepted" | "refused" | "withdrawn" | "replaced" | "expired"; version: string; language: "en" | "nl" | "fr" | "ar" | "zh"; text: string; signatories: readonly ({ id: string; name: string; })[]; givenBy: string; givenAt: string; endsAt: string; history: readonly ({ act: "accepted" | "refused" | "withdrawn" | "replaced" | "signatory_removed"; by: string; at: string; reason: string | null; signatory: { id: string; name: string; } | null; })[]; };

export type UndertakingRequirement = { required: boolean; state: "none" | "given" | "accepted"; endsAt: string | null; maySign: boolean; };

export type Upload = { id: string; documentId: string; size: number; offset: number; expiresAt: string; };

export type User = { id: string; name: string; email: string; administrator: boolean; createdAt: string; };

export type ValidityPeriod = { country: string; months: number; source: string; since: string; };

export type Verdict = { outcome: Outcome; statement: string; checks: readonly (VerificationCheck)[]; facts: VerificationFacts | null; recorded: { certified: boolean; by: { id: string; legalName: string; country: string; } | null; at: string | null; } | null; verifiedAt: string; block: Block | null; };

export type VerificationAnswer = { position: number; id: string | null; recordId: string | null; verdict: { outcome: "invalid" | "indeterminate" | "revoked" | "superseded" | "closed" | "pending" | "expired" | "valid"; statement: string; failed: readonly (string)[]; certificate: { number: string | null; issuer: string; validFrom: string; validUntil: string | null; consignor: string | null; consignee: string | null; destination: string | null; goods: string | null; } | null; verifiedAt: string; } | Verdict; watch: { id: string; status: Standing; } | null; } | { position: number; id: string | null; error: { code: string; title: string; errors: readonly ({ pointer: string; detail: string; })[]; }; } | { end: { run: string; items: number; outcomes: { [name: string]: number }; refused: number; }; };

export type VerificationCheck = { code: string; status: "ok" | "failed" | "unknown"; outcome: Outcome; text: string; evidence: { [name: string]: unknown }; };

export type VerificationFacts = { recordId: string; federation: string | null; genesis: { kind: "certificate" | "pouch"; issuer: string; firstOwner: string; content: string; }; subject: { type: "record"; } | { type: "document" | "rendition"; sequence: number; salt: string; } | { type: "control"; owner: string; identity: string | null; }; certificate: { kind: "origin" | "document"; issuer: { id: string; name: string; accreditationNumber?: string; }; validFrom: string; validUntil: string | null; subject: { [name: string]: unknown }; hiddenCount: number; hiddenIn: readonly ({ within: string; count: number; })[]; } | null; manifest: { [name: string]: unknown } | null; issuer: { profile: { legalName: string; country: string; did: string; }; hash: string; } | null; events: readonly ({ sequence: number; entryHash: string; root: string | null; body: { specversion: "1.0"; id: string; source: string; type: string; subject: string; time: string; datacontenttype: "application/json"; data: { [name: string]: unknown }; } | null; signer: string | null; })[]; vouchers: readonly ({ signerId: string; organisation: { id: string; legalName: string; country: string; }; time: string; by: string; })[]; control: { recordId: string; content: string; head: { sequence: number; entryHash: string; }; sequence: number; time: string; until: string; purpose: string; challenge: string; owner: string; identity: string | null; } | null; file: { length: number; sha256: string; } | null; chain: { latest: Block; final: Block; sealed: { issuance: Block | null; subject: Block | null; head: Block | null; }; accreditation: { chamber: string; from: number; until: number; profileHash: string; } | null; state: { status: "unknown" | "active" | "closed" | "revoked" | "superseded"; owner: string | null; sequence: number; reason: number; }; organisations: { [name: string]: { id: string; legalName: string; country: string; } }; } | null; };

export type VerificationRun = { id: string; askedBy: string; items: number; outcomes: { [name: string]: number }; startedAt: string; endedAt: string | null; complete: boolean; };

export type Watch = { id: string; recordId: string; number: string | null; reference: string | null; status: Standing; reason: string | null; changedAt: string | null; createdBy: string; createdAt: string; endsAt: string; };

export type WatchChange = { id: number; watchId: string; recordId: string; number: string | null; reference: string | null; previous: Standing; status: Standing; reason: string | null; successor: string | null; time: string; };

export type Webhook = { id: string; url: string; description: string; types: readonly (string)[]; state: "on" | "off" | "gone"; failingSince: string | null; createdBy: string; createdAt: string; };

export type WebhookDelivery = { id: string; event: string; type: string; state: "waiting" | "delivered" | "failed" | "missed"; attempts: number; nextAt: string | null; createdAt: string; endedAt: string | null; lastAttempt: { at: string; status: number | null; failure: string | null; durationMs: number; } | null; };

export type WrittenMessage = { id: string; recordId: string; documentId: string | null; sequence: number; text: string; salt: string; by: { organisation: OrganisationSummary; person: { id: string; name: string; } | null; }; at: string; to: readonly (OrganisationSummary)[] | null; mentions: { organisations: readonly (OrganisationSummary)[]; people: readonly ({ id: string; name: string; })[]; }; answers: string | null; attachments: readonly (MessageAttachment)[]; isRead: boolean; receipts: readonly (string)[]; };

export interface Operations {
  /** What happened to the records that are ours to see, the latest first */
  'GET /activity': { query?: { limit?: number | undefined; after?: string | undefined; organisation?: string | undefined; by?: "us" | "others" | undefined; person?: string | undefined; type?: string | undefined; since?: string | undefined; until?: string | undefined; record?: string | undefined; destination?: string | undefined; state?: string | undefined; sealed?: "yes" | "no" | undefined; }; result: { items: readonly (Activity)[]; next: string | null; }; };
  /** Our trail as a table, with the entry, root and transaction of each event */
  'GET /activity/exports/csv': { query?: { organisation?: string | undefined; by?: "us" | "others" | undefined; person?: string | undefined; type?: string | undefined; since?: string | undefined; until?: string | undefined; record?: string | undefined; destination?: string | undefined; state?: string | undefined; sealed?: "yes" | "no" | undefined; }; result: Blob; };
  /** Our trail with the whole proof of each event, signed by the operator */
  'GET /activity/exports/json': { query?: { organisation?: string | undefined; by?: "us" | "others" | undefined; person?: string | undefined; type?: string | undefined; since?: string | undefined; until?: string | undefined; record?: string | undefined; destination?: string | undefined; state?: string | undefined; sealed?: "yes" | "no" | undefined; }; result: string; };
  /** Our trail on paper, signed by the operator */
  'GET /activity/exports/pdf': { query?: { organisation?: string | undefined; by?: "us" | "others" | undefined; person?: string | undefined; type?: string | undefined; since?: string | undefined; until?: string | undefined; record?: string | undefined; destination?: string | undefined; state?: string | undefined; sealed?: "yes" | "no" | undefined; }; result: Blob; };
  /** What was done to our organisation itself, and by it to others: people, systems, keys, sign-ins */
  'GET /activity/organisation': { query?: { limit?: number | undefined; after?: string | undefined; }; result: { items: readonly (OrganisationAct)[]; next: string | null; }; };
  /** Our own people and systems, by whom the trail can be filtered */
  'GET /activity/people': { result: TrailPeople; };
  /** The systems that act for one's organisation. */
  'GET /api-clients': { query?: { limit?: number | undefined; after?: string | undefined; }; result: { items: readonly (ApiClient)[]; next: string | null; }; };
  /** A new system. Its secret is shown in this answer only: a repetition of the request answers with null. */
  'POST /api-clients': { body: { name: string; scopes: readonly ("certificate:read" | "certificate:apply" | "certificate:issue" | "certificate:examine" | "pouch:read" | "pouch:converse" | "pouch:write" | "record:read" | "record:share" | "record:handover" | "organisation:read" | "organisation:administer" | "organisation:register")[]; }; result: { id: string; name: string; scopes: readonly ("certificate:read" | "certificate:apply" | "certificate:issue" | "certificate:examine" | "pouch:read" | "pouch:converse" | "pouch:write" | "record:read" | "record:share" | "record:handover" | "organisation:read" | "organisation:administer" | "organisation:register")[]; createdAt: string; secret: string | null; }; };
  /** Ends a system's access, the tokens it holds included. */
  'DELETE /api-clients/{id}': { path: { id: string; }; result: undefined; };
  /** My records that have ended, are held, are to be erased or are, the latest first */
  'GET /archive': { query?: { limit?: number | undefined; after?: string | undefined; view?: "ended" | "held" | "erasing" | "erased" | undefined; }; result: { items: readonly (ArchivedRecord)[]; next: string | null; }; };
  /** Apply for many certificates with a file (CSV, XLSX, JSON): each application becomes a draft, or is submitted at once, or is refused */
  'POST /bulk-runs': { query: { chamberId: string; name: string; declaration?: "2026-11" | undefined; language?: "en" | "nl" | "fr" | "ar" | "zh" | undefined; signatoryId?: string | undefined; }; body: Blob; result: BulkRun; };
  /** Runs, the latest first */
  'GET /bulk-runs': { query?: { limit?: number | undefined; after?: string | undefined; }; result: { items: readonly (BulkRun)[]; next: string | null; }; };
  /** A run: how far it is, and what came of it */
  'GET /bulk-runs/{id}': { path: { id: string; }; result: BulkRun; };
  /** The refused rows as CSV, with why: put right, it is the next file. Of a run of JSON it has the reasons alone */
  'GET /bulk-runs/{id}/refused': { path: { id: string; }; result: Blob; };
  /** What became of each row, with the cells that are wrong */
  'GET /bulk-runs/{id}/rows': { path: { id: string; }; query?: { limit?: number | undefined; after?: string | undefined; outcome?: "accepted" | "repeated" | "refused" | undefined; }; result: { items: readonly (BulkRow)[]; next: string | null; }; };
  /** A file with all columns, to be filled in */
  'GET /bulk-template': { query?: { format?: "csv" | "xlsx" | undefined; }; result: Blob; };
  /** Apply for a certificate of origin: a draft, which may be incomplete */
  'POST /certificates': { body: { chamberId: string; application: { [name: string]: unknown }; }; result: Certificate; };
  /** Certificates that are yours to see, the latest first */
  'GET /certificates': { query?: { limit?: number | undefined; after?: string | undefined; box?: "owned" | "all" | undefined; state?: string | undefined; kind?: "origin" | "document" | undefined; chamber?: string | undefined; destination?: string | undefined; since?: string | undefined; until?: string | undefined; forwarded?: "yes" | "no" | undefined; q?: string | undefined; }; result: { items: readonly (CertificateSummary)[]; next: string | null; }; };
  /** Apply with UN/CEFACT's certificate of origin: a draft of what it says of the goods and their journey */
  'POST /certificates/imports': { body: { chamberId: string; format: "uncefact"; document: { [name: string]: unknown }; }; result: { certificate: Certificate; notMapped: readonly ({ pointer: string; why: string; })[]; }; };
  /** Issue up to 500 submitted certificates at once */
  'POST /certificates/issuances': { body: { ids: readonly (string)[]; }; result: { outcomes: readonly ({ id: string; ok: true; certificate: { number: string; verificationCode: string; recordId: string; issuedAt: string; receipt: string; }; } | { id: string; ok: false; problem: { code: string; title: string; parameters?: { [name: string]: string | number }; errors?: readonly ({ in: "body" | "query" | "path" | "header"; pointer: string; detail: string; code: "missing" | "unknown" | "wrong_type" | "malformed" | "not_allowed" | "inconsistent" | "invalid" | "too_short" | "too_long" | "too_few" | "too_many" | "too_small" | "too_big" | "too_far" | "empty_file" | "in_the_past" | "taken" | "not_held" | "no_such_organisation" | "not_in_force" | "nothing_to_add"; limit?: number; rule?: string; })[]; }; })[]; }; };
  /** Issue up to 100 certificates to TradeTrust as well, all or none */
  'POST /certificates/tradetrust-documents': { body: { ids: readonly (string)[]; }; result: { ids: readonly (string)[]; receipts: readonly (string)[]; }; };
  /** A certificate */
  'GET /certificates/{id}': { path: { id: string; }; result: Certificate; };
  /** Write a draft, or one that was not issued, anew (If-Match) */
  'PUT /certificates/{id}': { path: { id: string; }; body: { chamberId: string; application: { [name: string]: unknown }; }; result: Certificate; };
  /** Abandon an application that is a draft, was returned or was not issued: for good */
  'POST /certificates/{id}/abandonment': { path: { id: string; }; result: Certificate; };
  /** Answer the chamber, or tell it something about a submitted application */
  'POST /certificates/{id}/answers': { path: { id: string; }; body: { text: string; }; result: CertificateMessage; };
  /** Take an application, or give it to a colleague */
  'POST /certificates/{id}/assignment': { path: { id: string; }; body: { officerId?: string; }; result: DeskCase; };
  /** Put an application back for anybody to take */
  'DELETE /certificates/{id}/assignment': { path: { id: string; }; result: undefined; };
  /** Who gave an application to whom, and when; the first first */
  'GET /certificates/{id}/assignments': { path: { id: string; }; result: { items: readonly ({ officer: { id: string; name: string; } | null; by: string; at: string; })[]; }; };
  /** How an application stands at the chamber’s desk */
  'GET /certificates/{id}/case': { path: { id: string; }; result: DeskCase; };
  /** Have the applicant change fields of a submitted application and submit it again */
  'POST /certificates/{id}/change-requests': { path: { id: string; }; body: { fields: readonly ({ pointer: string; wish: string; })[]; text?: string; }; result: CertificateMessage; };
  /** Stand by a certificate that customs dispute */
  'POST /certificates/{id}/confirmation': { path: { id: string; }; body: { reason: string; }; result: ChangedCertificate; };
  /** The signed credential, whole or with fields hidden */
  'GET /certificates/{id}/credential': { path: { id: string; }; query?: { hide?: string | undefined; }; result: Blob; };
  /** Download the document that an issued certificate certifies */
  'GET /certificates/{id}/document': { path: { id: string; }; result: Blob; };
  /** Hand in evidence with an application; the body is the file */
  'POST /certificates/{id}/evidence': { path: { id: string; }; query: { name: string; type?: string | undefined; item?: number | undefined; }; body: Blob; result: Evidence; };
  /** Evidence of an application: to its chamber as it was submitted last */
  'GET /certificates/{id}/evidence': { path: { id: string; }; result: { items: readonly (Evidence)[]; }; };
  /** Say what kind of document it is and which item it is about */
  'PUT /certificates/{id}/evidence/{evidenceId}': { path: { id: string; evidenceId: string; }; body: { type: string; item?: number; }; result: Evidence; };
  /** Take evidence out of an application; what was submitted stays with its submission */
  'DELETE /certificates/{id}/evidence/{evidenceId}': { path: { id: string; evidenceId: string; }; result: undefined; };
  /** Download evidence */
  'GET /certificates/{id}/evidence/{evidenceId}/content': { path: { id: string; evidenceId: string; }; result: Blob; };
  /** What customs of the country of destination find: verified or disputed; then acquitted, or refused */
  'POST /certificates/{id}/examination': { path: { id: string; }; body: { finding: "verified" | "acquitted"; } | { finding: "disputed" | "refused"; reason: string; }; result: ChangedCertificate; };
  /** The certificate as CertificationOfOrigin of the W3C traceability vocabulary */
  'GET /certificates/{id}/exports/traceability': { path: { id: string; }; result: { document: { [name: string]: unknown }; notMapped: readonly ({ pointer: string; why: string; })[]; }; };
  /** The certificate as UN/CEFACT's certificate of origin */
  'GET /certificates/{id}/exports/uncefact': { path: { id: string; }; query?: { head?: "own" | "received" | undefined; }; result: { document: { [name: string]: unknown }; notMapped: readonly ({ pointer: string; why: string; })[]; }; };
  /** Issue a submitted certificate */
  'POST /certificates/{id}/issuance': { path: { id: string; }; result: ChangedCertificate; };
  /** Which consulates and ministries legalised a certificate, the earliest first */
  'GET /certificates/{id}/legalisations': { path: { id: string; }; result: { items: readonly (Legalisation)[]; }; };
  /** Record that a consulate or a ministry legalised a certificate */
  'POST /certificates/{id}/legalisations': { path: { id: string; }; body: { kind: "consulate" | "ministry" | "other"; authority: string; country: string; date: string; reference?: string; }; result: RecordedLegalisation; };
  /** What chamber and applicant said to each other about an application, the oldest first */
  'GET /certificates/{id}/messages': { path: { id: string; }; result: { items: readonly (CertificateMessage)[]; }; };
  /** Ask the applicant; the chamber’s time stands still until the answer */
  'POST /certificates/{id}/questions': { path: { id: string; }; body: { text: string; }; result: CertificateMessage; };
  /** Recommend that it is issued, where four eyes decide: by another person */
  'POST /certificates/{id}/recommendation': { path: { id: string; }; body: { [name: string]: never }; result: DeskCase; };
  /** Refuse a submitted certificate; the applicant may change it and submit again */
  'POST /certificates/{id}/rejection': { path: { id: string; }; body: { code?: "origin_not_proven" | "documents_missing" | "data_inconsistent" | "not_competent" | "goods_not_eligible" | "other"; reason: string; }; result: Certificate; };
  /** Render an issued certificate as a PDF */
  'POST /certificates/{id}/renditions': { path: { id: string; }; query?: { kind?: "original" | "copy" | "duplicate" | undefined; }; result: { id: string; kind: "original" | "copy" | "duplicate"; mediaType: "application/pdf"; length: number; createdAt: string; inControl: OrganisationSummary | null; receipts: readonly (string)[]; }; };
  /** The renditions of a certificate, the latest first */
  'GET /certificates/{id}/renditions': { path: { id: string; }; query?: { limit?: number | undefined; after?: string | undefined; }; result: { items: readonly (Rendition)[]; next: string | null; forTradeTrust: boolean; }; };
  /** The PDF, with the proof of now inside */
  'GET /certificates/{id}/renditions/{renditionId}': { path: { id: string; renditionId: string; }; result: Blob; };
  /** Apply for a certificate that replaces this one: a draft with the same words. Once it is issued this one is superseded */
  'POST /certificates/{id}/replacement': { path: { id: string; }; result: Certificate; };
  /** Revoke an issued certificate for good, with or without a successor */
  'POST /certificates/{id}/revocation': { path: { id: string; }; body: { reason: "issuedInError" | "dataIncorrect" | "goodsNotShipped" | "fraud" | "replaced" | "requestedByApplicant"; successorId?: string; }; result: ChangedCertificate; };
  /** Submit a complete draft to the chamber, with the declaration that it is true */
  'POST /certificates/{id}/submission': { path: { id: string; }; body: { declaration: { accepted: true; version: "2026-11"; language: "en" | "nl" | "fr" | "ar" | "zh"; signatoryId?: string; }; }; result: Certificate; };
  /** What was submitted, the latest first, each with what changed since the one before */
  'GET /certificates/{id}/submissions': { path: { id: string; }; query?: { limit?: number | undefined; after?: string | undefined; }; result: { items: readonly (Submission)[]; next: string | null; }; };
  /** The certificate as a document of OpenAttestation v2, for TradeTrust’s tools */
  'GET /certificates/{id}/tradetrust-document': { path: { id: string; }; result: OpenAttestationV2; };
  /** How one’s chamber numbers, decides and charges */
  'GET /chamber-settings': { result: ChamberSettings; };
  /** Change how one’s chamber numbers, decides and charges; what was issued keeps its number */
  'PUT /chamber-settings': { body: { numberFormat?: string; fourEyes: boolean; deadlineDays: number; fee?: { amount: string; currency: string; }; documentFee?: { amount: string; currency: string; }; undertakingRequired?: boolean; }; result: ChamberSettings; };
  /** That something changed which concerns us, as it happens (server-sent events) */
  'GET /changes': { result: Blob; };
  /** Code lists, and where they are from; the Harmonized System where the operator brought it in */
  'GET /codes': { result: { items: readonly (CodeList)[]; }; };
  /** Find codes by their beginning or by name; the best first */
  'GET /codes/{list}': { path: { list: "countries" | "currencies" | "units" | "package-kinds" | "ports" | "hs" | "incoterms" | "transport-modes" | "document-types" | "origin-criteria"; }; query?: { q?: string | undefined; limit?: number | undefined; edition?: "2012" | "2017" | "2022" | "2028" | undefined; }; result: FoundCodes; };
  /** A view of the chamber’s queue, whoever waits longest first */
  'GET /desk': { query?: { limit?: number | undefined; after?: string | undefined; view?: "open" | "new" | "mine" | "waiting" | "overdue" | undefined; kind?: "origin" | "document" | undefined; }; result: { items: readonly (DeskItem)[]; next: string | null; }; };
  /** How many are in each view of the queue */
  'GET /desk/counts': { result: DeskCounts; };
  /** What the chamber decided: by day and destination, how long it took, which fees */
  'GET /desk/figures': { query?: { from?: string | undefined; to?: string | undefined; }; result: DeskFigures; };
  /** The people of the chamber, to whom an application can be given */
  'GET /desk/officers': { result: { items: readonly ({ id: string; name: string; })[]; }; };
  /** A document with all its versions, and who got which */
  'GET /documents/{id}': { path: { id: string; }; result: DocumentHistory; };
  /** Say anew what a document is called, what kind it is, and under which label it lies (If-Match) */
  'PUT /documents/{id}': { path: { id: string; }; body: { name: string; type?: string; typeName?: string; folder?: string; }; result: ChangedDocument; };
  /** Begin to add a new version of a document in parts (If-Match) */
  'POST /documents/{id}/uploads': { path: { id: string; }; body: NewVersionUpload; result: Upload; };
  /** Add a new version of a document (If-Match); the body is the file */
  'POST /documents/{id}/versions': { path: { id: string; }; body: Blob; result: ChangedDocument; };
  /** Download a version of a document, or a part of it (Range), to go on where a download broke off */
  'GET /documents/{id}/versions/{version}/content': { path: { id: string; version: number; }; result: Blob; };
  /** Proof bundle of a version of a document */
  'GET /documents/{id}/versions/{version}/proof': { path: { id: string; version: number; }; result: { format: "openpouch-proof/1"; deployment: { chainId: number; recordRegistry: string; }; recordId: string; genesis: { kind: "certificate" | "pouch"; issuer: string; firstOwner: string; content: string; }; content: { salt: string; credential: string; } | { salt: string; manifest: { [name: string]: unknown }; } | null; events: readonly ({ sequence: number; previous: string; bodyCommitment: string; body: { salt: string; jws: string; } | null; anchor: { index: number; size: number; path: readonly (string)[]; root: string; } | null; })[]; issuer: { profile: { legalName: string; country: string; did: string; }; } | null; vouchers: readonly (string)[]; subject: { type: "record"; } | { type: "document" | "rendition"; sequence: number; salt: string; } | { type: "control"; owner: string; identity: string | null; }; }; };
  /** Parts of records that were shared with us, the latest first */
  'GET /extracts': { query?: { limit?: number | undefined; after?: string | undefined; }; result: { items: readonly (ReceivedExtract)[]; next: string | null; }; };
  /** A part of a record that was shared with us, with what it shows */
  'GET /extracts/{id}': { path: { id: string; }; result: OpenedExtract; };
  /** Download a document that was shared with us by itself, or a part of it (Range) */
  'GET /extracts/{id}/documents/{documentId}/versions/{version}/content': { path: { id: string; documentId: string; version: number; }; result: Blob; };
  /** Proof of a certificate that was shared with us with fields hidden */
  'GET /extracts/{id}/proof': { path: { id: string; }; result: { format: "openpouch-proof/1"; deployment: { chainId: number; recordRegistry: string; }; recordId: string; genesis: { kind: "certificate" | "pouch"; issuer: string; firstOwner: string; content: string; }; content: { salt: string; credential: string; } | { salt: string; manifest: { [name: string]: unknown }; } | null; events: readonly ({ sequence: number; previous: string; bodyCommitment: string; body: { salt: string; jws: string; } | null; anchor: { index: number; size: number; path: readonly (string)[]; root: string; } | null; })[]; issuer: { profile: { legalName: string; country: string; did: string; }; } | null; vouchers: readonly (string)[]; subject: { type: "record"; } | { type: "document" | "rendition"; sequence: number; salt: string; } | { type: "control"; owner: string; identity: string | null; }; }; };
  /** Offer several certificates and pouches to their next owner at once, all or none */
  'POST /handovers': { body: { to: string; message?: string; expiresAt?: string; records: readonly (string)[]; }; result: ChangedHandover; };
  /** Handovers from and to us, and those we may make for an owner, the latest first */
  'GET /handovers': { query?: { limit?: number | undefined; after?: string | undefined; box?: "incoming" | "outgoing" | "all" | undefined; state?: "offered" | "agreed" | "accepted" | "rejected" | "withdrawn" | "expired" | "void" | undefined; }; result: { items: readonly (Handover)[]; next: string | null; }; };
  /** A handover that we are a party to */
  'GET /handovers/{id}': { path: { id: string; }; result: Handover; };
  /** Accept: the records are ours from now on */
  'POST /handovers/{id}/acceptance': { path: { id: string; }; result: ChangedHandover; };
  /** Reject what we were offered */
  'POST /handovers/{id}/rejection': { path: { id: string; }; body: { reason?: string; }; result: ChangedHandover; };
  /** Sign what the recipient has accepted, as the owner that holds its keys itself */
  'POST /handovers/{id}/signature': { path: { id: string; }; result: ChangedHandover; };
  /** Withdraw what we offered */
  'POST /handovers/{id}/withdrawal': { path: { id: string; }; result: ChangedHandover; };
  /** What needs us: how much of each, and the first of it */
  'GET /home': { result: Home; };
  /** Take what was shared by an invitation, for the organisation that one is signed in for */
  'POST /invitations/acceptances': { body: { secret: string; }; result: { goTo: { to: "pouch" | "certificate" | "extract"; id: string; }; receipts: readonly (string)[]; }; };
  /** What an invitation is about */
  'POST /invitations/readings': { body: { secret: string; }; result: ReadInvitation; };
  /** Register the organisation of who was invited, and take what was shared */
  'POST /invitations/registrations': { body: { role: "forwarder" | "importer"; legalName: string; country: string; address: { line1: string; line2?: string; postcode?: string; city: string; country: string; }; identifiers?: readonly ({ scheme: string; value: string; })[]; secret: string; administrator: { name: string; email: string; password: string; }; }; result: { goTo: { to: "pouch" | "certificate" | "extract"; id: string; }; receipts: readonly (string)[]; }; };
  /** Who holds one's organisation's keys */
  'GET /key-holders': { result: KeyCustody; };
  /** Enrol keys of one's own; with the first the server holds the organisation's no longer */
  'POST /key-holders': { body: { name: string; kind: "browser" | "passkey" | "program"; identity: string; owners: readonly (string)[]; }; result: KeyCustody; };
  /** End a holder, as when a device is lost: it signs nothing more but for the records on its keys */
  'DELETE /key-holders/{id}': { path: { id: string; }; result: undefined; };
  /** Confirm the keys that somebody of the organisation proposes */
  'POST /key-holders/{id}/confirmation': { path: { id: string; }; result: KeyCustody; };
  /** Enrol more keys for records to come: each is used for one */
  'POST /key-holders/{id}/owner-keys': { path: { id: string; }; body: { owners: readonly (string)[]; }; result: KeyCustody; };
  /** Who sends this request, for which organisation, and what they may do. */
  'GET /me': { result: { kind: "user" | "client"; id: string; name: string; organisation: OrganisationSummary; scopes: readonly ("certificate:read" | "certificate:apply" | "certificate:issue" | "certificate:examine" | "pouch:read" | "pouch:converse" | "pouch:write" | "record:read" | "record:share" | "record:handover" | "organisation:read" | "organisation:administer" | "organisation:register")[]; }; };
  /** Download an attachment of a message */
  'GET /messages/{id}/attachments/{attachmentId}/content': { path: { id: string; attachmentId: string; }; result: Blob; };
  /** What one wants by e-mail */
  'GET /notice-settings': { result: NoticeSettings; };
  /** Choose what one wants by e-mail */
  'PUT /notice-settings': { body: NoticeSettings; result: NoticeSettings; };
  /** What happened that concerns us, the latest first, and what of it one has read */
  'GET /notices': { query?: { limit?: number | undefined; after?: string | undefined; only?: "unread" | undefined; kind?: "application" | "certificate" | "pouch" | "share" | "handover" | "message" | "mention" | "task" | "undertaking" | "system" | undefined; }; result: { items: readonly (Notice)[]; next: string | null; }; };
  /** One has read these, and all up to one */
  'POST /notices/readings': { body: { ids?: readonly (number)[]; until?: number; }; result: undefined; };
  /** How many one has not read */
  'GET /notices/unread': { result: { count: number; }; };
  /** An access token for a system (RFC 6749 §4.4). Client id and secret in the form or by HTTP Basic. Refusals are problem documents as everywhere here, not the `error` member of RFC 6749 §5.2. */
  'POST /oauth/token': { body: { grant_type: "client_credentials"; client_id?: string; client_secret?: string; scope?: string; }; result: { access_token: string; token_type: "Bearer"; expires_in: number; scope: string; }; };
  /** Open a link with its code: the answer sets a cookie for an hour. The trail tells of it */
  'POST /openings': { body: { secret: string; code: string; }; result: Opening; };
  /** What a link shows that was opened */
  'GET /openings/current': { result: Opening; };
  /** Close what was opened with a link, on a computer that others use too */
  'DELETE /openings/current': { result: undefined; };
  /** A certificate of a pouch that was opened with a link */
  'GET /openings/current/certificates/{id}': { path: { id: string; }; result: ShownCertificate; };
  /** Download a document of what was opened with a link, or a part of it (Range) */
  'GET /openings/current/documents/{id}/versions/{version}/content': { path: { id: string; version: number; }; result: Blob; };
  /** The directory, by role and part of the legal name. */
  'GET /organisations': { query?: { role?: "federation" | "chamber" | "exporter" | "forwarder" | "importer" | "customs" | undefined; name?: string | undefined; vouched?: "no" | undefined; limit?: number | undefined; after?: string | undefined; }; result: { items: readonly (OrganisationSummary)[]; next: string | null; }; };
  /** Registers an organisation with its first administrator and keys in custody, and vouches for it. The federation registers any, a chamber exporters, forwarders and importers. */
  'POST /organisations': { body: { role: "chamber" | "exporter" | "forwarder" | "importer" | "customs"; legalName: string; country: string; address: { line1: string; line2?: string; postcode?: string; city: string; country: string; }; identifiers?: readonly ({ scheme: string; value: string; })[]; administrator: { name: string; email: string; password: string; }; }; result: { id: string; legalName: string; country: string; role: "federation" | "chamber" | "exporter" | "forwarder" | "importer" | "customs"; address: { line1: string; line2?: string; postcode?: string; city: string; country: string; }; identifiers: readonly ({ scheme: string; value: string; })[]; vouchedBy: string | null; profile: { legalName: string; country: string; did: string; } | null; issuingKeys: readonly ({ signerId: string; createdAt: string; endsAt: string | null; })[]; administrator: User; }; };
  /** One organisation. */
  'GET /organisations/{id}': { path: { id: string; }; result: Organisation; };
  /** The federation ends a chamber's accreditation: now (suspension), at a future time, or as of a past one (the key was in wrong hands since then). */
  'POST /organisations/{id}/accreditation-end': { path: { id: string; }; body: { at?: string; }; result: Organisation; };
  /** The federation gives a chamber, or itself, a new issuing key; the old one ends. */
  'POST /organisations/{id}/key-rotation': { path: { id: string; }; result: Organisation; };
  /** Vouch for a company that came by an invitation: the federation for any, a chamber for those of its country. */
  'POST /organisations/{id}/voucher': { path: { id: string; }; result: Organisation; };
  /** The parties that your organisation keeps, the latest first */
  'GET /parties': { query?: { limit?: number | undefined; after?: string | undefined; q?: string | undefined; }; result: { items: readonly (BookEntry)[]; next: string | null; }; };
  /** Keep a party under a name */
  'POST /parties': { body: { name: string; content: { id?: { scheme: "eori" | "be-kbo" | "lei" | "vat"; value: string; }; name: string; address: { line1: string; line2?: string; postcode?: string; city: string; subdivision?: string; country: string; }; }; }; result: { id: string; name: string; createdAt: string; version: number; content: { id?: { scheme: "eori" | "be-kbo" | "lei" | "vat"; value: string; }; name: string; address: { line1: string; line2?: string; postcode?: string; city: string; subdivision?: string; country: string; }; }; }; };
  /** A party */
  'GET /parties/{id}': { path: { id: string; }; result: { id: string; name: string; createdAt: string; version: number; content: { id?: { scheme: "eori" | "be-kbo" | "lei" | "vat"; value: string; }; name: string; address: { line1: string; line2?: string; postcode?: string; city: string; subdivision?: string; country: string; }; }; }; };
  /** Write a party anew (If-Match) */
  'PUT /parties/{id}': { path: { id: string; }; body: { name: string; content: { id?: { scheme: "eori" | "be-kbo" | "lei" | "vat"; value: string; }; name: string; address: { line1: string; line2?: string; postcode?: string; city: string; subdivision?: string; country: string; }; }; }; result: { id: string; name: string; createdAt: string; version: number; content: { id?: { scheme: "eori" | "be-kbo" | "lei" | "vat"; value: string; }; name: string; address: { line1: string; line2?: string; postcode?: string; city: string; subdivision?: string; country: string; }; }; }; };
  /** Forget a party; what was written from it stays */
  'DELETE /parties/{id}': { path: { id: string; }; result: undefined; };
  /** Make a pouch */
  'POST /pouches': { body: { title: string; cover?: PouchCover; replaces?: string; }; result: ChangedPouch; };
  /** Pouches that I own or that are shared with me, the latest first */
  'GET /pouches': { query?: { limit?: number | undefined; after?: string | undefined; box?: "owned" | "shared" | "all" | undefined; state?: "active" | "closed" | undefined; q?: string | undefined; }; result: { items: readonly (PouchSummary)[]; next: string | null; }; };
  /** A pouch with its certificates and documents */
  'GET /pouches/{id}': { path: { id: string; }; result: Pouch; };
  /** Write title and cover of a pouch of mine anew (If-Match) */
  'PUT /pouches/{id}': { path: { id: string; }; body: { title: string; cover?: PouchCover; }; result: ChangedPouch; };
  /** The whole pouch as one ZIP: documents, certificates, index, proofs, and a summary to read */
  'GET /pouches/{id}/archive': { path: { id: string; }; query?: { versions?: "latest" | "all" | undefined; language?: "en" | "nl" | "fr" | "ar" | "zh" | undefined; }; result: Blob; };
  /** Put a certificate of mine into a pouch of mine */
  'POST /pouches/{id}/certificates': { path: { id: string; }; body: { certificateId: string; }; result: ChangedPouch; };
  /** Who reads what is written about a pouch, and how much there is about each document */
  'GET /pouches/{id}/conversation': { path: { id: string; }; result: Conversation; };
  /** Add a document to a pouch; the body is the file */
  'POST /pouches/{id}/documents': { path: { id: string; }; query: { name: string; type?: string | undefined; typeName?: string | undefined; folder?: string | undefined; }; body: Blob; result: ChangedDocument; };
  /** Upload a file for a message that is to be written; the body is the file */
  'POST /pouches/{id}/message-attachments': { path: { id: string; }; query: { name: string; }; body: Blob; result: MessageAttachment; };
  /** One has read these messages */
  'POST /pouches/{id}/message-readings': { path: { id: string; }; body: { ids: readonly (string)[]; }; result: undefined; };
  /** Messages about a pouch and its documents that one may read, the latest first */
  'GET /pouches/{id}/messages': { path: { id: string; }; query?: { limit?: number | undefined; after?: string | undefined; documentId?: string | undefined; }; result: { items: readonly (PouchMessage)[]; next: string | null; }; };
  /** Write a message about a pouch or one of its documents, to all who see it or to some */
  'POST /pouches/{id}/messages': { path: { id: string; }; body: { text: string; documentId?: string; to?: readonly (string)[]; mentions?: { organisations?: readonly (string)[]; people?: readonly (string)[]; }; answers?: string; attachments?: readonly (string)[]; }; result: WrittenMessage; };
  /** Ask a reader of a pouch that one shares for receipts of what it opens */
  'POST /pouches/{id}/reading-agreements': { path: { id: string; }; body: { organisationId: string; }; result: ChangedReadingAgreement; };
  /** What readers of a pouch and we agreed on, and what was opened when */
  'GET /pouches/{id}/reading-receipts': { path: { id: string; }; result: ReadingReceipts; };
  /** What was asked about a pouch, the first first */
  'GET /pouches/{id}/tasks': { path: { id: string; }; result: { items: readonly (Task)[]; next: null; }; };
  /** Ask an organisation that may add documents for one */
  'POST /pouches/{id}/tasks': { path: { id: string; }; body: { organisationId: string; documentType: string; note?: string; dueOn?: string; byItself?: boolean; }; result: ChangedTask; };
  /** Begin to add a document in parts */
  'POST /pouches/{id}/uploads': { path: { id: string; }; body: NewDocumentUpload; result: Upload; };
  /** The products that your organisation keeps, the latest first */
  'GET /products': { query?: { limit?: number | undefined; after?: string | undefined; q?: string | undefined; }; result: { items: readonly (BookEntry)[]; next: string | null; }; };
  /** Keep a product under a name */
  'POST /products': { body: { name: string; content: { description: string; hsCode?: string; hsEdition?: 2012 | 2017 | 2022 | 2028; productId?: string; origin?: string; manufacturer?: { id?: { scheme: "eori" | "be-kbo" | "lei" | "vat"; value: string; }; name: string; address: { line1: string; line2?: string; postcode?: string; city: string; subdivision?: string; country: string; }; }; originRule?: string; originCriterion?: "WO" | "ST" | "PSR"; }; }; result: { id: string; name: string; createdAt: string; version: number; content: { description: string; hsCode?: string; hsEdition?: 2012 | 2017 | 2022 | 2028; productId?: string; origin?: string; manufacturer?: { id?: { scheme: "eori" | "be-kbo" | "lei" | "vat"; value: string; }; name: string; address: { line1: string; line2?: string; postcode?: string; city: string; subdivision?: string; country: string; }; }; originRule?: string; originCriterion?: "WO" | "ST" | "PSR"; }; }; };
  /** A product */
  'GET /products/{id}': { path: { id: string; }; result: { id: string; name: string; createdAt: string; version: number; content: { description: string; hsCode?: string; hsEdition?: 2012 | 2017 | 2022 | 2028; productId?: string; origin?: string; manufacturer?: { id?: { scheme: "eori" | "be-kbo" | "lei" | "vat"; value: string; }; name: string; address: { line1: string; line2?: string; postcode?: string; city: string; subdivision?: string; country: string; }; }; originRule?: string; originCriterion?: "WO" | "ST" | "PSR"; }; }; };
  /** Write a product anew (If-Match) */
  'PUT /products/{id}': { path: { id: string; }; body: { name: string; content: { description: string; hsCode?: string; hsEdition?: 2012 | 2017 | 2022 | 2028; productId?: string; origin?: string; manufacturer?: { id?: { scheme: "eori" | "be-kbo" | "lei" | "vat"; value: string; }; name: string; address: { line1: string; line2?: string; postcode?: string; city: string; subdivision?: string; country: string; }; }; originRule?: string; originCriterion?: "WO" | "ST" | "PSR"; }; }; result: { id: string; name: string; createdAt: string; version: number; content: { description: string; hsCode?: string; hsEdition?: 2012 | 2017 | 2022 | 2028; productId?: string; origin?: string; manufacturer?: { id?: { scheme: "eori" | "be-kbo" | "lei" | "vat"; value: string; }; name: string; address: { line1: string; line2?: string; postcode?: string; city: string; subdivision?: string; country: string; }; }; originRule?: string; originCriterion?: "WO" | "ST" | "PSR"; }; }; };
  /** Forget a product; what was written from it stays */
  'DELETE /products/{id}': { path: { id: string; }; result: undefined; };
  /** Agree to give receipts, for this pouch or for all that the asker owns or shares with us */
  'POST /reading-agreements/{id}/agreement': { path: { id: string; }; body: { scope: "pouch" | "organisation"; }; result: ChangedReadingAgreement; };
  /** End an agreement on receipts, or take back that one asked; either side may */
  'POST /reading-agreements/{id}/ending': { path: { id: string; }; result: ChangedReadingAgreement; };
  /** Refuse to give receipts */
  'POST /reading-agreements/{id}/refusal': { path: { id: string; }; result: ChangedReadingAgreement; };
  /** A record: its state, its owner, its place on chain */
  'GET /records/{recordId}': { path: { recordId: string; }; result: Record; };
  /** Close a record of ours for good */
  'POST /records/{recordId}/closure': { path: { recordId: string; }; body: { reason: "switchedToPaper" | "surrendered" | "acquitted"; surrenderedTo?: string; }; result: ChangedRecord; };
  /** Prove that a record is ours: a signed statement that anybody checks without this server */
  'POST /records/{recordId}/control-statements': { path: { recordId: string; }; body: { purpose?: string; challenge?: string; validMinutes?: number; hide?: string; }; result: StatedControl; };
  /** Ask for the erasure of a record that I own */
  'POST /records/{recordId}/erasure': { path: { recordId: string; }; result: ChangedRetention; };
  /** Withdraw the erasure before its day */
  'DELETE /records/{recordId}/erasure': { path: { recordId: string; }; result: ChangedRetention; };
  /** Approve the erasure that another administrator asked for */
  'POST /records/{recordId}/erasure/approval': { path: { recordId: string; }; result: ChangedRetention; };
  /** Which parts of a record were shared by themselves */
  'GET /records/{recordId}/extracts': { path: { recordId: string; }; result: { items: readonly (Extract)[]; next: null; }; };
  /** Share some documents of a pouch alone, or a certificate with fields hidden */
  'POST /records/{recordId}/extracts': { path: { recordId: string; }; body: { organisationId: string; documentIds?: readonly (string)[]; hide?: readonly (string)[]; rights?: readonly ("view" | "download")[]; endsAt?: string; }; result: ChangedExtract; };
  /** End the sharing of a part of a record */
  'DELETE /records/{recordId}/extracts/{id}': { path: { recordId: string; id: string; }; result: ChangedExtract; };
  /** Offer a certificate, a pouch with its certificates, or a part of a pouch to its next owner */
  'POST /records/{recordId}/handovers': { path: { recordId: string; }; body: { to: string; message?: string; expiresAt?: string; part?: { title: string; cover?: PouchCover; documents?: readonly (string)[]; certificates?: readonly (string)[]; }; }; result: ChangedHandover; };
  /** Hold a record: while I do, nothing of it is erased */
  'POST /records/{recordId}/holds': { path: { recordId: string; }; body: { reason: string; }; result: ChangedRetention; };
  /** Lift a hold of my own */
  'DELETE /records/{recordId}/holds/{id}': { path: { recordId: string; id: string; }; result: ChangedRetention; };
  /** Our open invitations to a record */
  'GET /records/{recordId}/invitations': { path: { recordId: string; }; result: { items: readonly (Invitation)[]; next: null; }; };
  /** Share with somebody by e-mail, who may have no account yet: a letter with a link that works once */
  'POST /records/{recordId}/invitations': { path: { recordId: string; }; body: { email: string; language?: "en" | "nl" | "fr" | "ar" | "zh"; documentIds?: readonly (string)[]; hide?: readonly (string)[]; rights?: readonly ("view" | "download" | "add" | "share")[]; endsAt?: string; }; result: ChangedInvitation; };
  /** Withdraw an invitation */
  'DELETE /records/{recordId}/invitations/{id}': { path: { recordId: string; id: string; }; result: ChangedInvitation; };
  /** Send the letter of an invitation again, with a new link */
  'POST /records/{recordId}/invitations/{id}/letters': { path: { recordId: string; id: string; }; result: Invitation; };
  /** Put a record of ours on a fresh key of our own */
  'POST /records/{recordId}/key-renewal': { path: { recordId: string; }; result: ChangedRecord; };
  /** Links with which a record can be read */
  'GET /records/{recordId}/links': { path: { recordId: string; }; result: { items: readonly (ShareLink)[]; next: null; }; };
  /** Make a link with which somebody without an account reads a record, or a part of it, with a code */
  'POST /records/{recordId}/links': { path: { recordId: string; }; body: { label: string; documentIds?: readonly (string)[]; hide?: readonly (string)[]; rights?: readonly ("view" | "download")[]; expiresAt?: string; }; result: MadeShareLink; };
  /** End a link, and whatever is open with it */
  'DELETE /records/{recordId}/links/{id}': { path: { recordId: string; id: string; }; result: ChangedShareLink; };
  /** Proof bundle of a record, to be checked offline */
  'GET /records/{recordId}/proof': { path: { recordId: string; }; query?: { events?: "proof" | "all" | undefined; hide?: string | undefined; }; result: { format: "openpouch-proof/1"; deployment: { chainId: number; recordRegistry: string; }; recordId: string; genesis: { kind: "certificate" | "pouch"; issuer: string; firstOwner: string; content: string; }; content: { salt: string; credential: string; } | { salt: string; manifest: { [name: string]: unknown }; } | null; events: readonly ({ sequence: number; previous: string; bodyCommitment: string; body: { salt: string; jws: string; } | null; anchor: { index: number; size: number; path: readonly (string)[]; root: string; } | null; })[]; issuer: { profile: { legalName: string; country: string; did: string; }; } | null; vouchers: readonly (string)[]; subject: { type: "record"; } | { type: "document" | "rendition"; sequence: number; salt: string; } | { type: "control"; owner: string; identity: string | null; }; }; };
  /** Until when a record is kept and why, what holds it, and its erasure */
  'GET /records/{recordId}/retention': { path: { recordId: string; }; result: Retention; };
  /** Who may see a record, and why */
  'GET /records/{recordId}/shares': { path: { recordId: string; }; result: { items: readonly (Share)[]; next: null; }; };
  /** Let another organisation see a record */
  'POST /records/{recordId}/shares': { path: { recordId: string; }; body: { organisationId: string; rights?: readonly ("view" | "download" | "add" | "share" | "offer")[]; actsForOwner?: boolean; endsAt?: string; }; result: ChangedShare; };
  /** End a share */
  'DELETE /records/{recordId}/shares/{shareId}': { path: { recordId: string; shareId: string; }; result: ChangedShare; };
  /** The audit trail of a record, each event with its proof */
  'GET /records/{recordId}/trail': { path: { recordId: string; }; query?: { limit?: number | undefined; after?: string | undefined; }; result: { items: readonly (TrailEvent)[]; next: string | null; }; };
  /** Verify a record as a party; that it did so is recorded */
  'POST /records/{recordId}/verifications': { path: { recordId: string; }; result: RecordedVerdict; };
  /** How long documents are kept: what the law says, and our own terms */
  'GET /retention': { result: { law: readonly ({ code: string; countries: readonly (string)[]; types: readonly (string)[]; years: number; title: string; source: string; since: string; })[]; settings: RetentionSettings; }; };
  /** How my organisation keeps and erases its records */
  'PUT /retention/settings': { body: RetentionSettings; result: RetentionSettings; };
  /** How the sealing goes on: what waits, what was sealed last, what the chain refused */
  'GET /sealing': { result: SealingStatus; };
  /** Sign in: the answer sets the session cookie. A wrong e-mail and a wrong password get the same answer. */
  'POST /sessions': { body: { email: string; password: string; }; result: { expiresAt: string; user: { id: string; name: string; email: string; }; organisation: OrganisationSummary; scopes: readonly ("certificate:read" | "certificate:apply" | "certificate:issue" | "certificate:examine" | "pouch:read" | "pouch:converse" | "pouch:write" | "record:read" | "record:share" | "record:handover" | "organisation:read" | "organisation:administer" | "organisation:register")[]; }; };
  /** Sign out: ends the session of the cookie. */
  'DELETE /sessions/current': { result: undefined; };
  /** An act that waits for signatures, with what is to be signed */
  'GET /signing-preparations/{id}': { path: { id: string; }; result: SigningPreparation; };
  /** Give an act up that waits for signatures */
  'DELETE /signing-preparations/{id}': { path: { id: string; }; result: undefined; };
  /** Hand in the signatures: the act is carried out, once, and answers as it always does */
  'POST /signing-preparations/{id}/signatures': { path: { id: string; }; body: { signatures: readonly ({ id: string; signature: string; })[]; }; result: { [name: string]: unknown }; };
  /** Open tasks of ours: asked of us, or asked by us; the latest first */
  'GET /tasks': { query?: { limit?: number | undefined; after?: string | undefined; box?: "asked" | "asking" | undefined; }; result: { items: readonly (Task)[]; next: string | null; }; };
  /** Say that a task is done, with which document if one likes */
  'POST /tasks/{id}/completion': { path: { id: string; }; body: { documentId?: string; }; result: ChangedTask; };
  /** Decline a task, with the reason */
  'POST /tasks/{id}/refusal': { path: { id: string; }; body: { reason: string; }; result: ChangedTask; };
  /** Take a task back that one asked */
  'POST /tasks/{id}/withdrawal': { path: { id: string; }; result: ChangedTask; };
  /** The templates that your organisation keeps, the latest first */
  'GET /templates': { query?: { limit?: number | undefined; after?: string | undefined; q?: string | undefined; }; result: { items: readonly (BookEntry)[]; next: string | null; }; };
  /** Keep a template under a name */
  'POST /templates': { body: { name: string; content: { chamberId?: string; application: { [name: string]: unknown }; }; }; result: { id: string; name: string; createdAt: string; version: number; content: { chamberId?: string; application: { [name: string]: unknown }; }; }; };
  /** A template */
  'GET /templates/{id}': { path: { id: string; }; result: { id: string; name: string; createdAt: string; version: number; content: { chamberId?: string; application: { [name: string]: unknown }; }; }; };
  /** Write a template anew (If-Match) */
  'PUT /templates/{id}': { path: { id: string; }; body: { name: string; content: { chamberId?: string; application: { [name: string]: unknown }; }; }; result: { id: string; name: string; createdAt: string; version: number; content: { chamberId?: string; application: { [name: string]: unknown }; }; }; };
  /** Forget a template; what was written from it stays */
  'DELETE /templates/{id}': { path: { id: string; }; result: undefined; };
  /** Under which domain one’s chamber issues to TradeTrust, and what its DNS must say */
  'GET /tradetrust-settings': { result: TradeTrustSettings; };
  /** Issue to TradeTrust under a domain from now on, or no more; what was issued stays */
  'PUT /tradetrust-settings': { body: { domain?: string; }; result: TradeTrustSettings; };
  /** Whether a chamber takes applications under an undertaking alone, and whether there is one */
  'GET /undertaking-requirement': { query: { chamberId: string; }; result: UndertakingRequirement; };
  /** The undertakings that an exporter gave, or that were given to a chamber, the latest first */
  'GET /undertakings': { query?: { limit?: number | undefined; after?: string | undefined; state?: "given" | "accepted" | "refused" | "withdrawn" | "replaced" | "expired" | undefined; }; result: { items: readonly (Undertaking)[]; next: string | null; }; };
  /** Give a chamber an undertaking for a year, or renew it; a person who administers an exporter does */
  'POST /undertakings': { body: { chamberId: string; undertaking: { accepted: true; version: "2026-11"; language: "en" | "nl" | "fr" | "ar" | "zh"; }; signatories: readonly (string)[]; }; result: Undertaking; };
  /** An undertaking, with who may sign and what was done about it */
  'GET /undertakings/{id}': { path: { id: string; }; result: Undertaking; };
  /** Accept what an exporter undertakes: it takes the place of what it gave before */
  'POST /undertakings/{id}/acceptance': { path: { id: string; }; result: Undertaking; };
  /** Refuse an undertaking, or one that was accepted from now on */
  'POST /undertakings/{id}/refusal': { path: { id: string; }; body: { reason: string; }; result: Undertaking; };
  /** Let a person no longer sign under an undertaking that we gave */
  'DELETE /undertakings/{id}/signatories/{signatoryId}': { path: { id: string; signatoryId: string; }; result: Undertaking; };
  /** Withdraw an undertaking that we gave */
  'POST /undertakings/{id}/withdrawal': { path: { id: string; }; result: Undertaking; };
  /** How much of an upload has come */
  'GET /uploads/{id}': { path: { id: string; }; result: Upload; };
  /** Send the next part; Upload-Offset says where it begins, and what came of a broken one stays */
  'PATCH /uploads/{id}': { path: { id: string; }; body: Blob; result: Upload; };
  /** Give an upload up */
  'DELETE /uploads/{id}': { path: { id: string; }; result: undefined; };
  /** All parts have come: it becomes a document, or a version of one */
  'POST /uploads/{id}/completion': { path: { id: string; }; result: ChangedDocument; };
  /** The people who sign in for one's organisation. */
  'GET /users': { query?: { limit?: number | undefined; after?: string | undefined; }; result: { items: readonly (User)[]; next: string | null; }; };
  /** A new person who signs in for one's organisation. */
  'POST /users': { body: { name: string; email: string; password: string; administrator?: boolean; }; result: User; };
  /** Ends a person's access and sessions at once. Not one's own, and not the last administrator's. */
  'DELETE /users/{id}': { path: { id: string; }; result: undefined; };
  /** For how long countries of destination take a certificate, where they say so */
  'GET /validity-periods': { result: { items: readonly (ValidityPeriod)[]; }; };
  /** The federation says for how long a country takes certificates that are issued from now on */
  'PUT /validity-periods/{country}': { path: { country: string; }; body: { months: number; source: string; since: string; }; result: ValidityPeriod; };
  /** The federation takes it back; what was issued keeps its end */
  'DELETE /validity-periods/{country}': { path: { country: string; }; result: undefined; };
  /** The audit paths of entries that were not sealed when their proof was made */
  'POST /verification/audit-paths': { body: { recordId: string; entries: readonly ({ sequence: number; entryHash: string; })[]; }; result: { items: readonly (AuditPath)[]; }; };
  /** Verify a proof bundle, with the digest of the file that it is about */
  'POST /verification/bundles': { body: { bundle: { [name: string]: unknown }; fileDigest?: string; credential?: string; }; result: Verdict; };
  /** Verify a certificate by its number and the verification code printed on it */
  'GET /verification/certificates': { query: { number: string; code: string; }; result: Verdict; };
  /** The proof of a certificate by its number and verification code, to be verified by whoever asks */
  'GET /verification/certificates/proof': { query: { number: string; code: string; }; result: NumberedProof; };
  /** Verify a file: a certificate’s PDF, a proof, or any file that was recorded here */
  'POST /verification/files': { body: Blob; result: Verdict; };
  /** The chambers whose certificates can be looked up */
  'GET /verification/issuers': { result: { items: readonly ({ id: string; legalName: string; country: string; accreditationNumber: string | null; })[]; next: null; }; };
  /** Look a certificate up by number, chamber and date of issue; with its code, see what it says */
  'GET /verification/look-ups': { query: { number: string; issuer: string; issuedOn: string; code?: string | undefined; }; result: LookUp; };
  /** Verify up to 10,000 at once: newline-delimited JSON, an item to a line ({id?, bundle, fileDigest?} or {id?, credential} or {id?, number, code} or {id?, digest}), an answer to a line, in order, while you send. Read while you send. */
  'POST /verifications': { query?: { detail?: "brief" | "full" | undefined; watch?: "true" | "false" | undefined; }; body: Blob; result: Blob; };
  /** When our people and systems verified many at once, and what came of it; kept for a year */
  'GET /verifications': { query?: { limit?: number | undefined; after?: string | undefined; }; result: { items: readonly (VerificationRun)[]; next: string | null; }; };
  /** What changed, each change once and in order: ask again with the cursor of the last answer. Kept for a year. */
  'GET /watch-changes': { query?: { limit?: number | undefined; after?: string | undefined; }; result: { items: readonly (WatchChange)[]; next: string | null; cursor: string; }; };
  /** Watches a record that you may see or have verified: you are told of each change of its status, by webhook (watch.changed) and in the list of changes. One that you watch already goes on. */
  'POST /watches': { body: { recordId: string; reference?: string; endsAt?: string; }; result: Watch; };
  /** What we watch, the latest first, each as we were last told */
  'GET /watches': { query?: { limit?: number | undefined; after?: string | undefined; changed?: "true" | "false" | undefined; }; result: { items: readonly (Watch)[]; next: string | null; }; };
  /** A watch */
  'GET /watches/{id}': { path: { id: string; }; result: Watch; };
  /** Ends a watch; the changes that it told stay in the list */
  'DELETE /watches/{id}': { path: { id: string; }; result: undefined; };
  /** The addresses of our systems that are told what happens */
  'GET /webhooks': { result: { items: readonly (Webhook)[]; next: null; }; };
  /** A new webhook: an address on the Internet, over https. Its secret is shown in this answer only. */
  'POST /webhooks': { body: { url: string; description?: "" | string; types?: readonly (string)[]; }; result: { id: string; url: string; description: string; types: readonly (string)[]; state: "on" | "off" | "gone"; failingSince: string | null; createdBy: string; createdAt: string; secret: string | null; }; };
  /** A webhook */
  'GET /webhooks/{id}': { path: { id: string; }; result: Webhook; };
  /** Changes a webhook, switches it off or on again. What comes while it is off is missed, and can be replayed. */
  'PUT /webhooks/{id}': { path: { id: string; }; body: { url: string; description: "" | string; types: readonly (string)[]; state: "on" | "off"; }; result: Webhook; };
  /** Removes a webhook with the log of its deliveries */
  'DELETE /webhooks/{id}': { path: { id: string; }; result: undefined; };
  /** The log of a webhook, the latest first: what arrived is kept for a week, what did not for a month */
  'GET /webhooks/{id}/deliveries': { path: { id: string; }; query?: { limit?: number | undefined; after?: string | undefined; state?: "waiting" | "delivered" | "failed" | "missed" | undefined; }; result: { items: readonly (WebhookDelivery)[]; next: string | null; }; };
  /** A delivery, with what is sent and every attempt */
  'GET /webhooks/{id}/deliveries/{deliveryId}': { path: { id: string; deliveryId: string; }; result: { id: string; event: string; type: string; state: "waiting" | "delivered" | "failed" | "missed"; attempts: number; nextAt: string | null; createdAt: string; endedAt: string | null; lastAttempt: { at: string; status: number | null; failure: string | null; durationMs: number; } | null; body: string; tried: readonly ({ at: string; status: number | null; failure: string | null; durationMs: number; })[]; }; };
  /** Sends a delivery anew, under the same webhook-id */
  'POST /webhooks/{id}/deliveries/{deliveryId}/replay': { path: { id: string; deliveryId: string; }; result: { id: string; event: string; type: string; state: "waiting" | "delivered" | "failed" | "missed"; attempts: number; nextAt: string | null; createdAt: string; endedAt: string | null; lastAttempt: { at: string; status: number | null; failure: string | null; durationMs: number; } | null; body: string; tried: readonly ({ at: string; status: number | null; failure: string | null; durationMs: number; })[]; }; };
  /** Sends anew what did not arrive since a time: failed, or missed while the webhook was off */
  'POST /webhooks/{id}/replays': { path: { id: string; }; body: { since: string; }; result: { replayed: number; }; };
  /** A new secret, shown in this answer only. The present one signs beside it for a day. */
  'POST /webhooks/{id}/secret-rotation': { path: { id: string; }; result: { id: string; url: string; description: string; types: readonly (string)[]; state: "on" | "off" | "gone"; failingSince: string | null; createdBy: string; createdAt: string; secret: string | null; }; };
  /** Sends an event that says that it is a test */
  'POST /webhooks/{id}/tests': { path: { id: string; }; result: { id: string; event: string; type: string; state: "waiting" | "delivered" | "failed" | "missed"; attempts: number; nextAt: string | null; createdAt: string; endedAt: string | null; lastAttempt: { at: string; status: number | null; failure: string | null; durationMs: number; } | null; body: string; tried: readonly ({ at: string; status: number | null; failure: string | null; durationMs: number; })[]; }; };
}
