namespace MockLlm.Engine.Tokens;

/// <summary>The two published vocabularies that counts are made with.</summary>
internal enum TokenEncoding
{
    O200kBase,
    Cl100kBase,
}
