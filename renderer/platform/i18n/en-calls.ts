/** Calls: their course in the conversation, the softphone, video and the supervisor beside it. */
export const enCalls = {
  calls: {
    course: {
      started_voice: "{{name}} began a call",
      started_video: "{{name}} began a video call",
      answered_voice: "The call was answered",
      answered_video: "The video call was answered",
      ended_voice: "The call has ended after {{time}}",
      ended_video: "The video call has ended after {{time}}",
      missed_voice: "The call was not answered",
      missed_video: "The video call was not answered",
    },
  },
};
