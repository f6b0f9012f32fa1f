import type { Dictionary } from "./dictionary.ts";
import { esAutomationErrors } from "./es-automation.ts";
import { esPhoneErrors } from "./es-phone.ts";
import { esRecordingErrors } from "./es-recordings.ts";

export const esErrors: Dictionary["errors"] = {
  ...esAutomationErrors,
  network: "No se alcanzó el servidor. Revise su red; no se ha perdido nada.",
  timeout: "El servidor no respondió a tiempo. Inténtelo de nuevo.",
  internal: "Algo falló por nuestra parte. Quedó registrado; inténtelo de nuevo.",
  request: {
    invalid: "Algo no es válido: vea los campos marcados.",
    too_large: "Es más grande de lo que aceptamos. Envíe menos cada vez.",
    rate_limited: "Demasiadas peticiones. Espere un momento e inténtelo de nuevo.",
    not_found: "Aquí ya no hay nada.",
  },
  session: {
    required: "No ha iniciado sesión. Entre e inténtelo de nuevo.",
    ended: "Esta sesión ha terminado. Entre de nuevo; los borradores se conservan.",
  },
  permission: {
    denied: "Su rol no lo permite. Un administrador puede cambiarlo.",
    field: "Su rol no le permite cambiar los campos indicados. No se guardó nada.",
  },
  preview: {
    read_only: "Está mirando como otro rol, solo para lectura. Vuelva antes a su propio rol.",
  },
  auth: {
    wrong_code: "Este código es incorrecto o ya se usó. Espere el siguiente e inténtelo de nuevo.",
    step_ended: "Tardó demasiado, o hubo demasiados códigos incorrectos. Entre con su contraseña de nuevo.",
    passkey_refused: "Esta llave de acceso no entra aquí. Use otra o su contraseña.",
    wrong_credentials: "El correo o la contraseña no es correcto.",
    wrong_password: "La contraseña no es correcta. No se cambió nada.",
    second_factor_required: "Su rol exige un segundo factor. Configúrelo en su perfil para continuar.",
    address_not_allowed: "No se permite entrar desde esta dirección. Pregunte a un administrador.",
  },
  password: {
    refused:
      "Esta contraseña no se puede aceptar: es demasiado corta o se conoce por filtraciones. Elija otra.",
  },
  user: {
    not_found: "No existe esa persona, o usted no puede verla.",
    stale: "Otra persona ha cambiado esta ficha entretanto. Mírela otra vez y repita.",
  },
  email: {
    taken: "Este correo pertenece a otra cuenta.",
    link_invalid: "Este enlace ya se usó o ha caducado. Pida el cambio de nuevo en su perfil.",
  },
  photo: {
    invalid: "No podemos leer esta foto. Use PNG, JPEG o WebP de 5 MB como máximo.",
  },
  invitation: {
    not_found: "No hay tal invitación abierta.",
    invalid: "Esta invitación ya se usó, se retiró o ha caducado. Pida una nueva.",
  },
  role: {
    not_found: "No hay tal rol en este espacio de trabajo.",
    not_yours_to_give: "No puede dar este rol: solo los que alcanza el suyo.",
    too_wide: "Este rol permitiría más que el suyo. Quite los permisos indicados.",
    too_many: "Ya hay 50 roles propios. Elimine uno antes.",
    built_in: "Los roles de fábrica no se pueden cambiar. Haga una copia y cambie la copia.",
    in_use: "Hay personas con este rol. Deles otro antes.",
  },
  owner: {
    last: "Alguien debe estar al frente de este espacio de trabajo. Ceda antes el puesto a otra persona.",
    needs_administrator:
      "La propiedad solo pasa a un Administrador activo. Haga antes administradora a esa persona.",
  },
  group: {
    not_found: "No existe ese grupo, o usted no puede verlo.",
    nobody: "Nadie de este grupo recibe conversaciones. Elija otro, o una persona.",
    leader_cannot: "Las personas indicadas no pueden dirigir un grupo: su rol no tiene a nadie a su cargo.",
  },
  queue: {
    overflow_loop: "Con estas reglas alguien daría vueltas en círculo y nunca sería atendido.",
    used_by_queues: "Otras colas envían a esta a quien no pueden atender. Cambie antes sus reglas.",
    not_found: "No hay esa cola en este espacio de trabajo.",
    supervisor_cannot: "Las personas indicadas no pueden supervisar: su rol no vigila colas.",
    in_use: "Hay conversaciones esperando en esta cola. Muévalas antes.",
  },
  skill: {
    asked_for: "Hay colas que piden esta habilidad, por eso se queda. Quítela antes de sus reglas.",
    not_found: "No hay tal habilidad en este espacio de trabajo.",
    in_use: "Hay personas con esta habilidad, así que se queda. Quítesela antes.",
  },
  status: {
    absent: "Esta persona no está conectada. Hasta que vuelva solo se puede poner Desconectado.",
    none: "El rol de esta persona no tiene estado.",
    not_found: "No existe ese estado en este espacio de trabajo.",
    reason_needed: "Este estado pide un motivo. Indique por qué lo elige.",
    too_many: "Ya hay diez estados propios en uso. Archive antes uno de ellos.",
  },
  name: {
    taken: "Ya hay uno con este nombre. Elija otro nombre.",
  },
  record: {
    stale: "Otra persona ha cambiado esto entretanto. Mírelo otra vez y repita.",
  },
  security: {
    shuts_you_out: "Con estas reglas usted mismo no podría entrar desde donde está. No se guardó nada.",
  },
  factor: {
    wrong_code: "Este código es incorrecto o ya se usó. Espere el siguiente e inténtelo de nuevo.",
    on_already: "Ya hay una aplicación de autenticación en uso. Desactívela para configurar otra.",
    not_started: "No se ha configurado ninguna aplicación de autenticación. Empiece con una clave nueva.",
  },
  passkey: {
    refused: "La llave de acceso no se creó como pedimos, o tardó demasiado. Inténtelo de nuevo.",
    not_found: "No hay tal llave de acceso entre las suyas.",
  },
  sso: {
    not_set_up: "No hay entrada por la empresa para esta dirección. Use su contraseña.",
    issuer_unreachable:
      "El proveedor de identidad no responde como OpenID Connect. Revise la dirección del emisor.",
    domain_taken: "Otro espacio de trabajo ya autentica a las personas de este dominio.",
  },
  conversation: {
    not_found: "No existe esa conversación, o usted no puede verla.",
    closed: "Esta conversación está cerrada. Se abre de nuevo cuando el cliente escriba.",
    not_assigned: "Esta conversación ya no es suya, por eso no se envió nada al cliente.",
    not_parked: "Esta conversación ya no está aparcada. Mírela de nuevo.",
    already_assigned: "Otra persona ha tomado esta conversación.",
    stale: "Esta conversación ha cambiado entretanto. Mírela otra vez y repita.",
  },
  help: {
    not_found: "No existe esa petición de ayuda, o usted no puede verla.",
    open_already: "Ya se ha pedido ayuda en esta conversación. Espere, o retire la petición.",
    gone: "Otra persona ha tomado esta petición de ayuda, o ya terminó.",
  },
  offer: {
    not_found: "Esa oferta ya no existe.",
    gone: "Esta oferta ha terminado: se agotó el tiempo o respondió otra persona.",
  },
  agent: {
    at_capacity: "Se alcanzó el máximo de conversaciones abiertas. Cierre una antes.",
    not_found: "No hay ese colega en este espacio de trabajo.",
    not_available: "Este colega no está disponible para conversaciones ahora.",
  },
  assistant: { not_found: "No existe ese asistente virtual en este espacio de trabajo." },
  webhook: {
    not_allowed: "Un webhook necesita una dirección https de internet pública. No se ha guardado nada.",
  },
  site_invitation: { not_found: "No existe esa invitación en este espacio de trabajo." },
  customer: {
    not_found: "No hay ese cliente, o usted no lo atiende.",
    in_conversation: "Este cliente ya está en una conversación, así que no se le puede escribir primero.",
  },
  shortcut: {
    not_found: "No hay ese atajo, o no es suyo para usarlo.",
    other_tags: "Este atajo es solo para conversaciones con una de sus etiquetas.",
    too_many: "Hay tantos atajos como puede haber. Elimine uno que nadie use.",
  },
  message: {
    no_text: "Este mensaje no tiene texto en ningún idioma. Escriba uno antes de activarlo.",
    client_id_reused: "Este número de mensaje ya se usó para otro texto. Vale el primer mensaje.",
  },
  file: {
    not_found: "No hay ese archivo, o usted no puede verlo.",
    too_large: "El archivo supera los 10 MB. Envíe uno menor, o un enlace.",
    empty: "El archivo está vacío. Elija otro.",
  },
  server: { busy: "El servidor está ocupado o reiniciando. Lo que escribió se guarda y se envía de nuevo." },
  recording: esRecordingErrors,
  call: {
    not_found: "Esta llamada no existe o no es suya.",
    over: "Esta llamada ha terminado.",
    wrong_state: "Esto no se puede hacer con la llamada tal como está.",
    elsewhere: "Otra ventana tiene el sonido de esta llamada.",
    media_failed:
      "No se pudo iniciar el sonido y la imagen. Inténtelo de nuevo en un momento; la llamada sigue.",
    busy: "Ya hay una llamada. Termínela primero.",
    colleague_away: "Este compañero no está ahora.",
    not_offered: "Ahora no se ofrecen llamadas de este tipo.",
    colleague_busy: "Este compañero está en una llamada. Inténtelo más tarde.",
    nobody_free: "Ninguno de ellos está y libre ahora. Llame a uno por su nombre o inténtelo más tarde.",
    history_closed:
      "Su espacio de trabajo, o su grupo, tiene cerrado el historial de llamadas. Un administrador puede abrirlo.",
  },
  extension: {
    not_found: "Nadie tiene esta extensión. Busque entre los contactos.",
    taken: "Otro ya tiene esta extensión. Elija otra.",
    reserved: "Este número llama a emergencias o a un servicio público en algunos países. Elija otro.",
    no_room: "No hay tantos números libres de esta longitud. Elija más cifras.",
  },
  phone: esPhoneErrors,
  wrap_up: {
    no_more_time: "La cola no da más tiempo para esto. Guárdelo.",
    not_found: "Este trabajo posterior ha terminado.",
    incomplete: "Esta cola pide algo más antes de guardar el trabajo.",
  },
  disposition: {
    not_found: "Este resultado ya no existe. Elija otro.",
    last: "Las conversaciones necesitan al menos un resultado. Añada otro primero.",
  },
  tag: {
    not_found: "Esta etiqueta ya no existe.",
    in_use:
      "Esta etiqueta está en uso, y su rol solo elimina las que no se usan. Pida ayuda a un administrador.",
  },
  topic_set: {
    not_found: "Este conjunto de temas ya no existe.",
    in_use:
      "Hay colas que piden este conjunto, y su rol solo elimina los que no se usan. Pida ayuda a un administrador.",
  },
  topic: {
    not_found: "Este tema ya no existe. Elija otro.",
    too_deep: "Los temas tienen como máximo cuatro niveles. Elija otro lugar.",
  },
};
