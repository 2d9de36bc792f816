import { Locale } from 'discord.js';

/** What people read of a command who chose another language for Discord. */
export type Translations = Readonly<Record<(typeof LANGUAGES)[number], string>>;

/** The languages that our commands are described in besides English; what is asked and answered is English. */
export const LANGUAGES = [Locale.German, Locale.French, Locale.SpanishES] as const;

/** Words of commands and what they are called elsewhere; what people type is the same everywhere. */
export const TRANSLATIONS: Readonly<Record<string, Translations>> = {
  'Answer with Casebook': {
    de: 'Mit Casebook beantworten',
    fr: 'Répondre avec Casebook',
    'es-ES': 'Responder con Casebook',
  },
  'Answers questions about Kubernetes and the companies that run on it': {
    de: 'Beantwortet Fragen zu Kubernetes und zu Firmen, die es nutzen (auf Englisch)',
    fr: 'Répond aux questions sur Kubernetes et les entreprises qui l’utilisent (en anglais)',
    'es-ES': 'Responde preguntas sobre Kubernetes y las empresas que lo usan (en inglés)',
  },
  'Ask a question in your own words': {
    de: 'Eine Frage in eigenen Worten stellen, auf Englisch',
    fr: 'Poser une question avec vos mots, en anglais',
    'es-ES': 'Haz una pregunta con tus palabras, en inglés',
  },
  'What you would like to know': {
    de: 'Was du wissen möchtest',
    fr: 'Ce que vous voulez savoir',
    'es-ES': 'Lo que quieres saber',
  },
  'Whether only you see the answer; without a word, only you do': {
    de: 'Ob nur du die Antwort siehst; ohne Angabe nur du',
    fr: 'Si vous seul voyez la réponse ; sans précision, vous seul',
    'es-ES': 'Si solo tú ves la respuesta; si no dices nada, solo tú',
  },
  'The story of a company': {
    de: 'Die Geschichte einer Firma',
    fr: 'L’histoire d’une entreprise',
    'es-ES': 'La historia de una empresa',
  },
  'A company that runs on Kubernetes': {
    de: 'Eine Firma, die Kubernetes nutzt',
    fr: 'Une entreprise qui utilise Kubernetes',
    'es-ES': 'Una empresa que usa Kubernetes',
  },
  'Companies by what they have in common; all of them without options': {
    de: 'Firmen nach dem, was sie gemeinsam haben; ohne Angabe alle',
    fr: 'Les entreprises selon leurs points communs ; sans option, toutes',
    'es-ES': 'Empresas según lo que tienen en común; sin opciones, todas',
  },
  'Their business, such as Retail': {
    de: 'Ihre Branche, zum Beispiel Retail',
    fr: 'Leur secteur, par exemple Retail',
    'es-ES': 'Su sector, por ejemplo Retail',
  },
  'A tool that they use, such as Prometheus': {
    de: 'Ein Werkzeug, das sie nutzen, zum Beispiel Prometheus',
    fr: 'Un outil qu’elles utilisent, par exemple Prometheus',
    'es-ES': 'Una herramienta que usan, por ejemplo Prometheus',
  },
  'What their story is about, such as cost savings': {
    de: 'Worum es in ihrer Geschichte geht, zum Beispiel cost savings',
    fr: 'Le thème de leur histoire, par exemple cost savings',
    'es-ES': 'De qué trata su historia, por ejemplo cost savings',
  },
  'Two companies or two things side by side': {
    de: 'Zwei Firmen oder zwei Dinge nebeneinander',
    fr: 'Deux entreprises ou deux choses côte à côte',
    'es-ES': 'Dos empresas o dos cosas, una junto a otra',
  },
  'One of them, such as Deployment': {
    de: 'Das eine, zum Beispiel Deployment',
    fr: 'L’une, par exemple Deployment',
    'es-ES': 'Una de ellas, por ejemplo Deployment',
  },
  'The other, such as StatefulSet': {
    de: 'Das andere, zum Beispiel StatefulSet',
    fr: 'L’autre, par exemple StatefulSet',
    'es-ES': 'La otra, por ejemplo StatefulSet',
  },
  'When I speak in this channel; those who manage channels can change it': {
    de: 'Wann ich in diesem Kanal spreche; wer Kanäle verwaltet, kann es ändern',
    fr: 'Quand je parle dans ce salon ; qui gère les salons peut le changer',
    'es-ES': 'Cuándo hablo en este canal; quien gestiona canales puede cambiarlo',
  },
  'When I speak here': {
    de: 'Wann ich hier spreche',
    fr: 'Quand je parle ici',
    'es-ES': 'Cuándo hablo aquí',
  },
  'to every question that I am sure of': {
    de: 'bei jeder Frage, bei der ich sicher bin',
    fr: 'à chaque question dont je suis sûr',
    'es-ES': 'a cada pregunta de la que estoy seguro',
  },
  'when I am mentioned': {
    de: 'wenn ich erwähnt werde',
    fr: 'quand on me mentionne',
    'es-ES': 'cuando me mencionan',
  },
  never: { de: 'nie', fr: 'jamais', 'es-ES': 'nunca' },
  'Learn Kubernetes step by step': {
    de: 'Kubernetes Schritt für Schritt lernen',
    fr: 'Apprendre Kubernetes pas à pas',
    'es-ES': 'Aprende Kubernetes paso a paso',
  },
  'What I could not answer lately; for those who manage the server': {
    de: 'Was ich zuletzt nicht beantworten konnte; für alle, die den Server verwalten',
    fr: 'Ce que je n’ai pas su répondre ; pour qui gère le serveur',
    'es-ES': 'Lo que no supe responder; para quienes gestionan el servidor',
  },
  'Deletes everything that I keep of you on Discord': {
    de: 'Löscht alles, was ich von dir auf Discord aufbewahre',
    fr: 'Supprime tout ce que je garde de vous sur Discord',
    'es-ES': 'Borra todo lo que guardo de ti en Discord',
  },
  'Something else than learning': {
    de: 'Etwas anderes als lernen',
    fr: 'Autre chose qu’apprendre',
    'es-ES': 'Algo distinto de aprender',
  },
  'how far the team is, for those who manage the server': {
    de: 'wie weit das Team ist, für alle, die den Server verwalten',
    fr: 'où en est l’équipe, pour qui gère le serveur',
    'es-ES': 'hasta dónde llegó el equipo, para quienes gestionan el servidor',
  },
  'welcome on: a message to everybody who joins, for those who manage the server': {
    de: 'Begrüßung an: eine Nachricht an alle, die dazukommen; für alle, die den Server verwalten',
    fr: 'accueil activé : un message à chaque arrivée ; pour qui gère le serveur',
    'es-ES': 'bienvenida activada: un mensaje a quien llega; para quienes gestionan el servidor',
  },
  'welcome off, for those who manage the server': {
    de: 'Begrüßung aus; für alle, die den Server verwalten',
    fr: 'accueil désactivé ; pour qui gère le serveur',
    'es-ES': 'bienvenida desactivada; para quienes gestionan el servidor',
  },
  'start here: a message with a button in this channel, for those who manage the server': {
    de: 'Start hier: eine Nachricht mit Knopf in diesem Kanal; für alle, die den Server verwalten',
    fr: 'commencer ici : un message avec un bouton dans ce salon ; pour qui gère le serveur',
    'es-ES': 'empieza aquí: un mensaje con botón en este canal; para quienes gestionan el servidor',
  },
  'How to ask': { de: 'Wie man fragt', fr: 'Comment demander', 'es-ES': 'Cómo preguntar' },
};
