/** What can be done about a message, and about the person who wrote it. */
import {EMOJIS} from '/js/chat/applause.js';
import {t} from '/js/text.js';

/** @typedef {import('/js/chat/member-chat.js').MemberChat} Chat */
/** @typedef {import('/js/chat/menu.js').Item} Item */

/** @param {Chat} chat @param {import('/js/chat/messages.js').Message} message @returns {Item[]} */
export function ofMessage(chat, message) {
  const {order, user, own, pins} = chat;
  const open = !chat.room.over;
  const pinned = pins.has(message.id);
  /** @type {(Item | false)[]} */
  const items = [
    ...(chat.mayReact ? EMOJIS.map((emoji) => ({
      text: t('chat.reactWith', {emoji}), glyph: emoji, checked: own.has(message.id, emoji), act: () => chat.react(message.id, emoji),
    })) : []),
    open && !chat.room.why && {text: t('chat.reply'), act: () => chat.composer.answer(message), keepsFocus: true},
    open && order.mine && (pinned
      ? {text: t('chat.unpin'), act: () => chat.unpin(message.id)}
      : {text: t('chat.pin'), act: () => chat.pin(message.id)}),
    (order.mine || message.author.id === user?.id) && {text: t('chat.delete'), act: () => chat.delete(message.id), danger: true},
    ...(open ? ofPerson(chat, message.author) : []),
  ];
  return /** @type {Item[]} */ (items.filter(Boolean));
}

/** @param {Chat} chat @param {import('/js/api.js').User} person @returns {Item[]} */
export function ofPerson(chat, person) {
  const name = person.displayName;
  /** @type {(Item | false)[]} */
  const items = [
    chat.order.mine && {text: t('chat.recentOf', {name}), act: () => chat.showRecent(person), keepsFocus: true},
    chat.order.mayBar(person.id) && {text: t('chat.mute', {name}), act: () => chat.bar('mutes', person), keepsFocus: true},
    chat.order.mayName(person.id) && (chat.order.moderators.has(person.id)
      ? {text: t('studio.dismiss', {name}), act: () => chat.doing(chat.order.dismiss(person.id))}
      : {text: t('studio.nameModerator', {name}), act: () => chat.doing(chat.order.name(person.id))}),
    chat.order.mayBar(person.id) && {text: t('chat.ban', {name}), act: () => chat.bar('bans', person), danger: true, keepsFocus: true},
  ];
  return /** @type {Item[]} */ (items.filter(Boolean));
}
