namespace MockLlm.Web.Tests.OpenAiSpecification;

/// <summary>A test that needs OpenAI's specification.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SpecificationFactAttribute : FactAttribute
{
    public SpecificationFactAttribute() => Skip = SpecificationFile.WhySkipped;
}

/// <summary>A theory that needs OpenAI's specification.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SpecificationTheoryAttribute : TheoryAttribute
{
    public SpecificationTheoryAttribute() => Skip = SpecificationFile.WhySkipped;
}
