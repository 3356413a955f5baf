using MockLlm.Engine.Admission;
using MockLlm.Engine.Replies;

namespace MockLlm.Web.Writing;

/// <summary>Where a handler's reply goes.</summary>
/// <param name="Http">The request as ASP.NET Core has it.</param>
/// <param name="Runtime">The provider.</param>
/// <param name="Context">The run of the handler.</param>
/// <param name="Start">The clock's timestamp from which its times count.</param>
internal sealed record OutgoingReply(HttpContext Http, ProviderRuntime Runtime, HandlerContext Context, long Start);
