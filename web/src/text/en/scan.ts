/** The code on a print: by camera, or in a photo. */
export const scan = {
  open: 'Scan the QR code',
  title: 'Scan the QR code',
  lead: 'Hold the code of the print before the camera. The picture is read in this page and sent nowhere.',
  stop: 'Stop the camera',
  video: 'What the camera sees',
  starting: 'Starting the camera…',
  refused:
    'This page may not use the camera. Allow it in your browser, or choose a photo of the print instead.',
  noCamera: 'No camera can be used here. Choose a photo of the print instead, or type number and code.',
  looking: 'Looking for a QR code in the picture…',
  notFound: (name: string) =>
    `No QR code can be read in ${name}. Take the photo from straight above, sharp and near, or type number and code.`,
  notOurs: 'This QR code is not one of a certificate.',
  elsewhere: (host: string) =>
    `The code leads to ${host}, not to this page. A forged print can lead to a forged page: go there only if you know that address.`,
  askHere: 'Ask here with its number and code',
  credentialAlone:
    'This is a credential by itself, with its number or code hidden. Add the proof bundle that came with it.',
};
