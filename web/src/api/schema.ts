// Made by `node web/scripts/generate-api-types.ts` from /openapi.json; a test compares the two.

export type ApiClient = { id: string; name: string; scopes: readonly ("certificate:read" | "certificate:apply" | "certificate:issue" | "pouch:read" | "pouch:write" | "record:read" | "record:share" | "record:handover" | "organisation:read" | "organisation:administer" | "organisation:register")[]; createdAt: string; };

export type ChangedDocument = { id: string; pouchId: string; name: string; type: string; addedBy: OrganisationSummary; createdAt: string; latest: DocumentVersion; receipts: readonly (string)[]; };

export type ChangedPouch = { id: string; recordId: string; title: string; cover: PouchCover; state: "active" | "closed" | "revoked" | "superseded"; reason: "switchedToPaper" | "surrendered" | "acquitted" | "moved" | "issuedInError" | "dataIncorrect" | "goodsNotShipped" | "fraud" | "replaced" | "requestedByApplicant" | null; owner: OrganisationSummary; madeBy: OrganisationSummary; createdAt: string; sealing: Sealing; access: { owner: boolean; rights: readonly ("view" | "download" | "add" | "share")[]; }; certificates: readonly ({ id: string; recordId: string; number: string; state: string; chamber: OrganisationSummary; owner: OrganisationSummary; addedAt: string; })[]; documents: readonly (Document)[]; receipts: readonly (string)[]; };

export type ChangedShare = { id: string; recordId: string; organisation: OrganisationSummary; basis: "owner" | "issuer" | "former_owner" | "offer" | "share"; rights: readonly ("view" | "download" | "add" | "share")[]; sharedBy: OrganisationSummary | null; through: string | null; createdAt: string; endsAt: string | null; receipts: readonly (string)[]; };

export type Document = { id: string; pouchId: string; name: string; type: string; addedBy: OrganisationSummary; createdAt: string; latest: DocumentVersion; };

export type DocumentVersion = { version: number; mediaType: string; size: number; sha256: string; addedBy: OrganisationSummary; addedAt: string; };

export type Organisation = { id: string; legalName: string; country: string; role: "federation" | "chamber" | "exporter" | "forwarder" | "importer" | "customs"; address: { line1: string; line2?: string; postcode?: string; city: string; country: string; }; identifiers: readonly ({ scheme: string; value: string; })[]; vouchedBy: string | null; profile: { legalName: string; country: string; did: string; } | null; issuingKeys: readonly ({ signerId: string; createdAt: string; endsAt: string | null; })[]; };

export type OrganisationSummary = { id: string; legalName: string; country: string; role: "federation" | "chamber" | "exporter" | "forwarder" | "importer" | "customs"; };

export type Pouch = { id: string; recordId: string; title: string; cover: PouchCover; state: "active" | "closed" | "revoked" | "superseded"; reason: "switchedToPaper" | "surrendered" | "acquitted" | "moved" | "issuedInError" | "dataIncorrect" | "goodsNotShipped" | "fraud" | "replaced" | "requestedByApplicant" | null; owner: OrganisationSummary; madeBy: OrganisationSummary; createdAt: string; sealing: Sealing; access: { owner: boolean; rights: readonly ("view" | "download" | "add" | "share")[]; }; certificates: readonly ({ id: string; recordId: string; number: string; state: string; chamber: OrganisationSummary; owner: OrganisationSummary; addedAt: string; })[]; documents: readonly (Document)[]; };

export type PouchCover = { reference?: string; orderNumber?: string; invoiceNumber?: string; billOfLading?: string; containers?: readonly (string)[]; vessel?: string; voyage?: string; portOfLoading?: string; portOfDischarge?: string; destinationCountry?: string; note?: string; };

export type PouchSummary = { id: string; recordId: string; title: string; cover: PouchCover; state: "active" | "closed" | "revoked" | "superseded"; reason: "switchedToPaper" | "surrendered" | "acquitted" | "moved" | "issuedInError" | "dataIncorrect" | "goodsNotShipped" | "fraud" | "replaced" | "requestedByApplicant" | null; owner: OrganisationSummary; madeBy: OrganisationSummary; createdAt: string; sealing: Sealing; counts: { certificates: number; documents: number; }; };

export type Problem = { type: string; title: string; status: number; code: "malformed_json" | "invalid_request" | "idempotency_key_missing" | "idempotency_key_invalid" | "not_signed_in" | "wrong_credentials" | "invalid_client" | "invalid_token" | "forbidden" | "cross_site" | "not_found" | "method_not_allowed" | "wrong_state" | "already_exists" | "request_in_progress" | "not_owner" | "handover_open" | "changed_meanwhile" | "precondition_missing" | "body_too_large" | "unsupported_media_type" | "idempotency_key_reused" | "application_incomplete" | "not_permitted_party" | "too_many_requests" | "internal" | "unavailable"; instance: string; retryable: boolean; errors?: readonly ({ in: "body" | "query" | "path" | "header"; pointer: string; detail: string; })[]; };

export type Sealing = { state: "recorded" | "batched" | "submitted" | "mined" | "final" | "failed"; sealedAt: string | null; };

export type Share = { id: string; recordId: string; organisation: OrganisationSummary; basis: "owner" | "issuer" | "former_owner" | "offer" | "share"; rights: readonly ("view" | "download" | "add" | "share")[]; sharedBy: OrganisationSummary | null; through: string | null; createdAt: string; endsAt: string | null; };

export type User = { id: string; name: string; email: string; administrator: boolean; createdAt: string; };

export interface Operations {
  /** A new person who signs in for one's organisation. */
  'POST /users': { body: { name: string; email: string; password: string; administrator?: boolean; }; result: User; };
  /** A new system. Its secret is shown in this answer only: a repetition of the request answers with null. */
  'POST /api-clients': { body: { name: string; scopes: readonly ("certificate:read" | "certificate:apply" | "certificate:issue" | "pouch:read" | "pouch:write" | "record:read" | "record:share" | "record:handover" | "organisation:read" | "organisation:administer" | "organisation:register")[]; }; result: { id: string; name: string; scopes: readonly ("certificate:read" | "certificate:apply" | "certificate:issue" | "pouch:read" | "pouch:write" | "record:read" | "record:share" | "record:handover" | "organisation:read" | "organisation:administer" | "organisation:register")[]; createdAt: string; secret: string | null; }; };
  /** A pouch with its certificates and documents */
  'GET /pouches/{id}': { path: { id: string; }; result: Pouch; };
  /** Add a document to a pouch; the body is the file */
  'POST /pouches/{id}/documents': { path: { id: string; }; query: { name: string; type?: string | undefined; }; body: Blob; result: ChangedDocument; };
  /** Add a new version of a document; the body is the file */
  'POST /documents/{id}/versions': { path: { id: string; }; body: Blob; result: ChangedDocument; };
  /** An access token for a system (RFC 6749 §4.4). Client id and secret in the form or by HTTP Basic. Refusals are problem documents as everywhere here, not the `error` member of RFC 6749 §5.2. */
  'POST /oauth/token': { body: { grant_type: "client_credentials"; client_id?: string; client_secret?: string; scope?: string; }; result: { access_token: string; token_type: "Bearer"; expires_in: number; scope: string; }; };
  /** Download a version of a document */
  'GET /documents/{id}/versions/{version}/content': { path: { id: string; version: number; }; result: Blob; };
  /** End a share */
  'DELETE /records/{recordId}/shares/{shareId}': { path: { recordId: string; shareId: string; }; result: ChangedShare; };
  /** Ends a person's access and sessions at once. Not one's own, and not the last administrator's. */
  'DELETE /users/{id}': { path: { id: string; }; result: undefined; };
  /** Ends a system's access, the tokens it holds included. */
  'DELETE /api-clients/{id}': { path: { id: string; }; result: undefined; };
  /** Let another organisation see a record */
  'POST /records/{recordId}/shares': { path: { recordId: string; }; body: { organisationId: string; rights?: readonly ("view" | "download" | "add" | "share")[]; endsAt?: string; }; result: ChangedShare; };
  /** Make a pouch */
  'POST /pouches': { body: { title: string; cover?: PouchCover; }; result: ChangedPouch; };
  /** One organisation. */
  'GET /organisations/{id}': { path: { id: string; }; result: Organisation; };
  /** Pouches that I own or that are shared with me, the latest first */
  'GET /pouches': { query?: { limit?: number | undefined; after?: string | undefined; box?: "owned" | "shared" | "all" | undefined; state?: "active" | "closed" | undefined; q?: string | undefined; }; result: { items: readonly (PouchSummary)[]; next: string | null; }; };
  /** Proof bundle of a version of a document */
  'GET /documents/{id}/versions/{version}/proof': { path: { id: string; version: number; }; result: { format: "openpouch-proof/1"; deployment: { chainId: number; recordRegistry: string; }; recordId: string; genesis: { kind: "certificate" | "pouch"; issuer: string; firstOwner: string; content: string; }; content: { salt: string; credential: string; } | { salt: string; manifest: { [name: string]: unknown }; } | null; events: readonly ({ sequence: number; previous: string; bodyCommitment: string; body: { salt: string; jws: string; } | null; anchor: { index: number; size: number; path: readonly (string)[]; root: string; } | null; })[]; issuer: { profile: { legalName: string; country: string; did: string; }; } | null; vouchers: readonly (string)[]; subject: { type: "record"; } | { type: "document" | "rendition"; sequence: number; salt: string; }; }; };
  /** Put a certificate of mine into a pouch of mine */
  'POST /pouches/{id}/certificates': { path: { id: string; }; body: { certificateId: string; }; result: ChangedPouch; };
  /** Registers an organisation with its first administrator and keys in custody, and vouches for it. The federation registers any, a chamber exporters, forwarders and importers. */
  'POST /organisations': { body: { role: "chamber" | "exporter" | "forwarder" | "importer" | "customs"; legalName: string; country: string; address: { line1: string; line2?: string; postcode?: string; city: string; country: string; }; identifiers?: readonly ({ scheme: string; value: string; })[]; administrator: { name: string; email: string; password: string; }; }; result: { id: string; legalName: string; country: string; role: "federation" | "chamber" | "exporter" | "forwarder" | "importer" | "customs"; address: { line1: string; line2?: string; postcode?: string; city: string; country: string; }; identifiers: readonly ({ scheme: string; value: string; })[]; vouchedBy: string | null; profile: { legalName: string; country: string; did: string; } | null; issuingKeys: readonly ({ signerId: string; createdAt: string; endsAt: string | null; })[]; administrator: User; }; };
  /** Sign in: the answer sets the session cookie. A wrong e-mail and a wrong password get the same answer. */
  'POST /sessions': { body: { email: string; password: string; }; result: { expiresAt: string; user: { id: string; name: string; email: string; }; organisation: OrganisationSummary; scopes: readonly ("certificate:read" | "certificate:apply" | "certificate:issue" | "pouch:read" | "pouch:write" | "record:read" | "record:share" | "record:handover" | "organisation:read" | "organisation:administer" | "organisation:register")[]; }; };
  /** Sign out: ends the session of the cookie. */
  'DELETE /sessions/current': { result: undefined; };
  /** The directory, by role and part of the legal name. */
  'GET /organisations': { query?: { role?: "federation" | "chamber" | "exporter" | "forwarder" | "importer" | "customs" | undefined; name?: string | undefined; limit?: number | undefined; after?: string | undefined; }; result: { items: readonly (OrganisationSummary)[]; next: string | null; }; };
  /** The federation ends a chamber's accreditation: now (suspension), at a future time, or as of a past one (the key was in wrong hands since then). */
  'POST /organisations/{id}/accreditation-end': { path: { id: string; }; body: { at?: string; }; result: Organisation; };
  /** The federation gives a chamber, or itself, a new issuing key; the old one ends. */
  'POST /organisations/{id}/key-rotation': { path: { id: string; }; result: Organisation; };
  /** The people who sign in for one's organisation. */
  'GET /users': { query?: { limit?: number | undefined; after?: string | undefined; }; result: { items: readonly (User)[]; next: string | null; }; };
  /** The systems that act for one's organisation. */
  'GET /api-clients': { query?: { limit?: number | undefined; after?: string | undefined; }; result: { items: readonly (ApiClient)[]; next: string | null; }; };
  /** Who may see a record, and why */
  'GET /records/{recordId}/shares': { path: { recordId: string; }; result: { items: readonly (Share)[]; next: null; }; };
  /** Who sends this request, for which organisation, and what they may do. */
  'GET /me': { result: { kind: "user" | "client"; id: string; name: string; organisation: OrganisationSummary; scopes: readonly ("certificate:read" | "certificate:apply" | "certificate:issue" | "pouch:read" | "pouch:write" | "record:read" | "record:share" | "record:handover" | "organisation:read" | "organisation:administer" | "organisation:register")[]; }; };
}
