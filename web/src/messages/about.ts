/** Parameter of the address that says which document the messages are about. */
export const aboutParameter = 'about';

export const addressAbout = (documentId: string): string => `?${aboutParameter}=${documentId}`;
