import type { Dictionary } from "./dictionary.ts";
import { itAutomationErrors } from "./it-automation.ts";
import { itPhoneErrors } from "./it-phone.ts";
import { itRecordingErrors } from "./it-recordings.ts";

export const itErrors: Dictionary["errors"] = {
  ...itAutomationErrors,
  network: "Il server non è stato raggiunto. Controlli la rete; nulla è andato perso.",
  timeout: "Il server non ha risposto in tempo. Riprovi.",
  internal: "Qualcosa è andato storto da parte nostra. È stato registrato; riprovi.",
  request: {
    invalid: "Qualcosa non è valido: veda i campi segnati.",
    too_large: "È più grande di quanto accettiamo. Invii meno per volta.",
    rate_limited: "Troppe richieste. Aspetti un momento, poi riprovi.",
    not_found: "Qui non c'è più nulla.",
  },
  session: {
    required: "Non ha effettuato l'accesso. Acceda e riprovi.",
    ended: "Questa sessione è finita. Acceda di nuovo; le bozze restano.",
  },
  permission: {
    denied: "Il suo ruolo non lo consente. Un amministratore può cambiarlo.",
    field: "Il Suo ruolo non permette di modificare i campi indicati. Nulla è stato salvato.",
  },
  preview: {
    read_only: "Sta guardando come un altro ruolo, in sola lettura. Torni prima al Suo ruolo.",
  },
  auth: {
    wrong_code: "Questo codice è errato o è già stato usato. Aspetti il prossimo e riprovi.",
    step_ended:
      "È passato troppo tempo, o ci sono stati troppi codici errati. Acceda di nuovo con la password.",
    passkey_refused: "Questa passkey qui non dà accesso. Ne usi un'altra, o la password.",
    wrong_credentials: "L'e-mail o la password è sbagliata.",
    wrong_password: "La password è sbagliata. Nulla è stato modificato.",
    second_factor_required:
      "Il Suo ruolo richiede un secondo fattore. Lo configuri nel profilo per proseguire.",
    address_not_allowed: "Da questo indirizzo non è permesso accedere. Chieda a un amministratore.",
  },
  password: {
    refused:
      "Questa password non può essere accettata: è troppo corta o nota da fughe di dati. Ne scelga un'altra.",
  },
  user: {
    not_found: "Non c'è questa persona, o non è Sua da vedere.",
    stale: "Nel frattempo qualcun altro ha modificato questa persona. Guardi di nuovo, poi ripeta.",
  },
  email: {
    taken: "Questo indirizzo e-mail appartiene a un altro account.",
    link_invalid: "Questo link è già stato usato o è scaduto. Chieda di nuovo la modifica nel Suo profilo.",
  },
  photo: {
    invalid: "Non riusciamo a leggere questa foto. Usi PNG, JPEG o WebP di al massimo 5 MB.",
  },
  invitation: {
    not_found: "Non c'è un invito aperto come questo.",
    invalid: "Questo invito è stato usato, ritirato o è scaduto. Ne chieda uno nuovo.",
  },
  role: {
    not_found: "Non c'è un ruolo simile in questo spazio di lavoro.",
    not_yours_to_give: "Non può dare questo ruolo: solo quelli che il Suo raggiunge.",
    too_wide: "Questo ruolo permetterebbe più del Suo. Tolga le autorizzazioni indicate.",
    too_many: "Ci sono già 50 ruoli personalizzati. Ne elimini prima uno.",
    built_in: "I ruoli di serie non si possono modificare. Ne faccia una copia e modifichi quella.",
    in_use: "Delle persone hanno questo ruolo. Ne dia loro prima un altro.",
  },
  owner: {
    last: "Qualcuno deve stare al vertice di questo spazio di lavoro. Ceda prima il posto a un'altra persona.",
    needs_administrator:
      "La proprietà passa solo a un Amministratore attivo. Renda prima tale quella persona.",
  },
  group: {
    not_found: "Non c'è questo gruppo, o non è Suo da vedere.",
    nobody: "Nessuno di questo gruppo riceve conversazioni. Ne scelga un altro, o una persona.",
    leader_cannot: "Le persone indicate non possono guidare un gruppo: il loro ruolo non segue nessuno.",
  },
  queue: {
    overflow_loop: "Con queste regole qualcuno girerebbe in cerchio senza mai avere risposta.",
    used_by_queues: "Altre code inviano a questa chi non possono servire. Cambi prima le loro regole.",
    not_found: "Non c'è questa coda nello spazio di lavoro.",
    supervisor_cannot:
      "Le persone indicate non possono essere supervisori: il loro ruolo non osserva le code.",
    in_use: "In questa coda aspettano conversazioni. Le sposti prima.",
  },
  skill: {
    asked_for: "Alcune code chiedono questa competenza, quindi resta. La tolga prima dalle loro regole.",
    not_found: "Non c'è questa competenza in questo spazio di lavoro.",
    in_use: "Delle persone hanno questa competenza, quindi resta. La tolga prima a loro.",
  },
  status: {
    absent: "Questa persona non è connessa. Finché non torna si può impostare solo Offline.",
    none: "Il ruolo di questa persona non ha uno stato.",
    not_found: "Questo stato non esiste in questo spazio di lavoro.",
    reason_needed: "Questo stato richiede un motivo. Indichi perché lo sceglie.",
    too_many: "Dieci stati propri sono già in uso. Ne archivi prima uno.",
  },
  name: {
    taken: "Ce n'è già uno con questo nome. Scelga un altro nome.",
  },
  record: {
    stale: "Nel frattempo qualcun altro l'ha modificato. Guardi di nuovo, poi ripeta.",
  },
  security: {
    shuts_you_out:
      "Con queste regole Lei stesso non potrebbe accedere da dove si trova. Nulla è stato salvato.",
  },
  factor: {
    wrong_code: "Questo codice è errato o è già stato usato. Aspetti il prossimo e riprovi.",
    on_already: "C'è già un'app di autenticazione in uso. La disattivi per configurarne un'altra.",
    not_started: "Nessuna app di autenticazione è stata configurata. Cominci con una chiave nuova.",
  },
  passkey: {
    refused: "La passkey non è stata creata come chiesto, o è passato troppo tempo. Riprovi.",
    not_found: "Non c'è questa passkey tra le Sue.",
  },
  sso: {
    not_set_up: "Per questo indirizzo non c'è l'accesso aziendale. Usi la password.",
    issuer_unreachable:
      "Il provider di identità non risponde come OpenID Connect. Controlli l'indirizzo dell'emittente.",
    domain_taken: "Un altro spazio di lavoro fa accedere le persone di questo dominio.",
  },
  conversation: {
    not_found: "Questa conversazione non esiste, o non può vederla.",
    closed: "Questa conversazione è chiusa. Si riapre quando il cliente scrive.",
    not_assigned: "Questa conversazione non è più sua, quindi nulla è stato inviato al cliente.",
    not_parked: "Questa conversazione non è più da parte. La guardi di nuovo.",
    already_assigned: "Qualcun altro ha preso questa conversazione.",
    stale: "Questa conversazione è cambiata nel frattempo. La guardi di nuovo, poi ripeta.",
  },
  help: {
    not_found: "Non c'è questa richiesta di aiuto, o non è Sua da vedere.",
    open_already: "In questa conversazione è già stato chiesto aiuto. Attenda, o ritiri la richiesta.",
    gone: "Qualcun altro ha preso questa richiesta di aiuto, o è finita.",
  },
  offer: {
    not_found: "Questa offerta non esiste più.",
    gone: "Questa offerta è finita: il tempo è scaduto o ha risposto qualcun altro.",
  },
  agent: {
    at_capacity: "Raggiunto il massimo di conversazioni aperte. Ne chiuda una prima.",
    not_found: "Non c'è questo collega nello spazio di lavoro.",
    not_available: "Questo collega ora non è disponibile per conversazioni.",
  },
  assistant: { not_found: "In questo spazio di lavoro non c'è un assistente virtuale simile." },
  webhook: {
    not_allowed:
      "Un webhook ha bisogno di un indirizzo https della rete pubblica. Non è stato salvato nulla.",
  },
  site_invitation: { not_found: "In questo spazio di lavoro non c'è un invito simile." },
  customer: {
    not_found: "Non c'è questo cliente, o non lo segue lei.",
    in_conversation: "Questo cliente è già in una conversazione, quindi non gli si può scrivere per primi.",
  },
  shortcut: {
    not_found: "Questa scorciatoia non c'è, o non è sua da usare.",
    other_tags: "Questa scorciatoia è solo per conversazioni con una delle sue etichette.",
    too_many: "Ci sono tante scorciatoie quante possono essere. Se ne elimini una che nessuno usa.",
  },
  message: {
    no_text: "Questo messaggio non ha testo in nessuna lingua. Si scriva prima di attivarlo.",

    client_id_reused: "Questo numero di messaggio è già stato usato per un altro testo. Vale il primo.",
  },
  file: {
    not_found: "Non c'è questo file, o non può vederlo.",
    too_large: "Il file supera i 10 MB. Ne invii uno più piccolo, o un link.",
    empty: "Il file è vuoto. Ne scelga un altro.",
  },
  server: {
    busy: "Il server è occupato o si riavvia. Ciò che ha scritto è conservato e sarà inviato di nuovo.",
  },
  recording: itRecordingErrors,
  call: {
    not_found: "Questa chiamata non esiste o non è sua.",
    over: "Questa chiamata è terminata.",
    wrong_state: "Non è possibile con la chiamata com'è ora.",
    elsewhere: "Un'altra finestra ha l'audio di questa chiamata.",
    media_failed: "Audio e video non sono partiti. Riprovi tra un momento; la chiamata continua.",
    busy: "C'è già una chiamata. La termini prima.",
    colleague_away: "Questo collega ora non c'è.",
    not_offered: "Al momento qui non si offrono chiamate di questo tipo.",
    colleague_busy: "Questo collega è in una chiamata. Riprovi più tardi.",
    nobody_free: "Nessuno di loro è presente e libero ora. Chiami qualcuno per nome o riprovi più tardi.",
    history_closed:
      "Il Suo spazio di lavoro, o il Suo gruppo, tiene chiusa la cronologia delle chiamate. Un amministratore può aprirla.",
  },
  extension: {
    not_found: "Nessuno ha questo interno. Cerchi tra i contatti.",
    taken: "Qualcun altro ha già questo interno. Ne scelga un altro.",
    reserved: "In alcuni paesi questo numero chiama i soccorsi o un servizio pubblico. Ne scelga un altro.",
    no_room: "Non ci sono così tanti numeri liberi di questa lunghezza. Scelga più cifre.",
  },
  phone: itPhoneErrors,
  wrap_up: {
    no_more_time: "La coda non concede altro tempo. Lo salvi.",
    not_found: "Questo lavoro dopo il contatto è finito.",
    incomplete: "Questa coda chiede altro prima di salvare il lavoro.",
  },
  disposition: {
    not_found: "Questo esito non c’è più. Ne scelga un altro.",
    last: "Le conversazioni hanno bisogno di almeno un esito. Ne aggiunga prima un altro.",
  },
  tag: {
    not_found: "Questa etichetta non c’è più.",
    in_use:
      "Questa etichetta è in uso, e il suo ruolo elimina solo quelle inutilizzate. Chieda a un amministratore.",
  },
  topic_set: {
    not_found: "Questo insieme di argomenti non c’è più.",
    in_use:
      "Alcune code chiedono questo insieme, e il suo ruolo elimina solo quelli inutilizzati. Chieda a un amministratore.",
  },
  topic: {
    not_found: "Questo argomento non c’è più. Ne scelga un altro.",
    too_deep: "Gli argomenti hanno al massimo quattro livelli. Scegli un altro posto.",
  },
};
