import type { Dictionary } from "./dictionary.ts";

export const esErrors: Dictionary["errors"] = {
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
  permission: { denied: "Su rol no lo permite. Un administrador puede cambiarlo." },
  conversation: {
    not_found: "No existe esa conversación, o usted no puede verla.",
    closed: "Esta conversación está cerrada. Se abre de nuevo cuando el cliente escriba.",
    not_assigned: "Esta conversación ya no es suya, por eso no se envió nada al cliente.",
    already_assigned: "Otra persona ha tomado esta conversación.",
    stale: "Esta conversación ha cambiado entretanto. Mírela otra vez y repita.",
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
  queue: { not_found: "No hay esa cola en este espacio de trabajo." },
  customer: { not_found: "No hay ese cliente, o usted no lo atiende." },
  message: { client_id_reused: "Este número de mensaje ya se usó para otro texto. Vale el primer mensaje." },
  file: {
    not_found: "No hay ese archivo, o usted no puede verlo.",
    too_large: "El archivo supera los 10 MB. Envíe uno menor, o un enlace.",
    empty: "El archivo está vacío. Elija otro.",
  },
  server: { busy: "El servidor está ocupado o reiniciando. Lo que escribió se guarda y se envía de nuevo." },
};
