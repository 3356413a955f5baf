using System.Text.Json.Nodes;

namespace MockLlm.Web.Tests.OpenAiSpecification;

/// <summary>A place where the specification disagrees with the live API, so MockLlm does not follow it there.</summary>
/// <param name="At">The path to the wrong object in the specification, separated by spaces.</param>
/// <param name="Right">The members that the object should have, as JSON. A null removes a member.</param>
/// <param name="ShownBy">The call whose answer shows the error.</param>
/// <param name="Reason">How it is known to be an error.</param>
/// <param name="Routes">The routes for which the object is mended.</param>
internal sealed record SpecificationError(string At, string Right, string ShownBy, string Reason, params string[] Routes)
{
    public IReadOnlyList<string> Place { get; } = At.Split(' ');

    /// <summary>Puts the right members into the wrong object.</summary>
    public void Mend(JsonObject wrong)
    {
        foreach (var (name, value) in (JsonObject)JsonNode.Parse(Right)!)
        {
            wrong.Remove(name);
            if (value is not null)
            {
                wrong[name] = value.DeepClone();
            }
        }
    }
}
