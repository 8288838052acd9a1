/** What a page's schema may place. */
export type ElementType = 'usr.LicensesTab' | 'usr.GrantRecall' | 'usr.SessionManager' | 'usr.LicenseSelfTest';
