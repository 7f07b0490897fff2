import type { Scope } from '../directory.ts';

/**
 * Delegated permissions of Microsoft Graph that apps often ask for, beside those that the consent page has
 * words for. The emulator's Graph does nothing with them: they are here so that a program which asks for
 * them gets its token, as it does from Entra, and a misspelt one is still refused.
 *
 * @see https://learn.microsoft.com/graph/permissions-reference
 */
export const moreGraphScopes: Scope[] = [
  ...named(
    'User.ReadWrite Mail.ReadBasic Mail.ReadWrite Mail.Send Mail.Read.Shared Mail.ReadWrite.Shared Mail.Send.Shared',
    'MailboxSettings.Read MailboxSettings.ReadWrite IMAP.AccessAsUser.All POP.AccessAsUser.All SMTP.Send',
    'Calendars.ReadBasic Calendars.ReadWrite Calendars.Read.Shared Calendars.ReadWrite.Shared',
    'Contacts.Read Contacts.ReadWrite Contacts.Read.Shared Contacts.ReadWrite.Shared People.Read',
    'Files.ReadWrite Files.Read.All Files.ReadWrite.All Files.ReadWrite.AppFolder',
    'Sites.Read.All Sites.ReadWrite.All Sites.Manage.All',
    'Notes.Create Notes.Read Notes.ReadWrite Notes.Read.All Notes.ReadWrite.All',
    'Tasks.Read Tasks.ReadWrite Tasks.Read.Shared Tasks.ReadWrite.Shared',
    'Presence.Read Presence.Read.All Presence.ReadWrite OnlineMeetings.Read OnlineMeetings.ReadWrite',
    'Chat.Create Chat.Read Chat.ReadBasic Chat.ReadWrite ChatMessage.Read ChatMessage.Send',
    'Team.ReadBasic.All Channel.ReadBasic.All ChannelMessage.Send',
  ).map((name) => ({ name, byName: true })),
  ...named(
    'User.ReadWrite.All People.Read.All Group.Read.All Group.ReadWrite.All GroupMember.Read.All GroupMember.ReadWrite.All',
    'Directory.Read.All Directory.ReadWrite.All Directory.AccessAsUser.All Organization.Read.All',
    'Application.Read.All Application.ReadWrite.All Device.Read.All Policy.Read.All',
    'AuditLog.Read.All Reports.Read.All RoleManagement.Read.Directory',
    'Sites.FullControl.All ChannelMessage.Read.All TeamMember.Read.All',
  ).map((name) => ({ name, byName: true, adminOnly: true })),
];

function named(...lines: string[]): string[] {
  return lines.flatMap((line) => line.split(' '));
}
