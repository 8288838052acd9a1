/** English, the source language: what all views say. ICU messages; a key named like an error code reads as what that means. */
export const en = {
  save: 'Save',
  saving: 'Saving…',
  cancel: 'Cancel',
  retry: 'Try again',

  offline: 'You are offline. Everything continues by itself when the connection is back.',
  timeout: 'The server took too long to answer. Try again in a moment.',
  forbidden: 'You don’t have the right to do this. Ask an administrator for it.',
  'rate-limited': 'Too many requests. Wait a moment, then try again.',
  'unexpected-shape': 'The server’s answer could not be understood. Try again; if it stays, tell your administrator.',
  server: 'Something went wrong on the server. Try again in a moment.',
};
