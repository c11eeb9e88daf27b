<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis labelsEnabled="1" styleCategories="LayerConfiguration|Symbology|Labeling|Fields|MapTips|Rendering|Temporal" version="3.22.16">
 <renderer-v2 enableorderby="0" forceraster="0" referencescale="-1" symbollevels="0" type="RuleRenderer">
  <rules key="patrols">
   <rule filter="&quot;pattern&quot; = 'shuttle'" key="patrols: shuttle" label="shuttle" symbol="0" />
   <rule filter="NOT coalesce(&quot;pattern&quot; = 'shuttle', false)" key="patrols: loop" label="loop" symbol="1" />
  </rules>
  <symbols>
   <symbol alpha="0.5" clip_to_extent="1" force_rhr="0" name="0" type="line">
    <layer class="SimpleLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="capstyle" type="QString" value="round" />
      <Option name="customdash_unit" type="QString" value="Point" />
      <Option name="joinstyle" type="QString" value="round" />
      <Option name="line_color" type="QString" value="0,158,115,255" />
      <Option name="line_width" type="QString" value="5.25" />
      <Option name="line_width_unit" type="QString" value="Point" />
      <Option name="offset_unit" type="QString" value="Point" />
     </Option>
    </layer>
   </symbol>
   <symbol alpha="1" clip_to_extent="1" force_rhr="0" name="1" type="line">
    <layer class="SimpleLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="capstyle" type="QString" value="flat" />
      <Option name="customdash" type="QString" value="1.5;2.25" />
      <Option name="customdash_unit" type="QString" value="Point" />
      <Option name="joinstyle" type="QString" value="round" />
      <Option name="line_color" type="QString" value="0,158,115,255" />
      <Option name="line_width" type="QString" value="1.5" />
      <Option name="line_width_unit" type="QString" value="Point" />
      <Option name="offset_unit" type="QString" value="Point" />
      <Option name="use_custom_dash" type="QString" value="1" />
     </Option>
    </layer>
   </symbol>
  </symbols>
 </renderer-v2>
 <labeling type="simple">
  <settings calloutType="simple">
   <text-style allowHtml="0" blendMode="0" capitalization="0" fieldName="name" fontItalic="0" fontLetterSpacing="0" fontSize="10" fontSizeUnit="Point" fontStrikeout="0" fontUnderline="0" fontWeight="50" fontWordSpacing="0" isExpression="0" legendString="Aa" multilineHeight="1" previewBkgrdColor="255,255,255,255" textColor="50,50,50,255" textOpacity="1" textOrientation="horizontal" useSubstitutions="0">
    <text-buffer bufferBlendMode="0" bufferColor="250,250,250,255" bufferDraw="0" bufferJoinStyle="128" bufferNoFill="1" bufferOpacity="1" bufferSize="1" bufferSizeUnits="MM" />
   </text-style>
   <text-format addDirectionSymbol="0" autoWrapLength="0" decimals="3" formatNumbers="0" leftDirectionSymbol="&lt;" multilineAlign="3" placeDirectionSymbol="0" plussign="0" reverseDirectionSymbol="0" rightDirectionSymbol="&gt;" useMaxLineLengthForAutoWrap="1" wrapChar="" />
   <placement centroidInside="0" centroidWhole="0" dist="0" distUnits="MM" fitInPolygonOnly="0" geometryGenerator="" geometryGeneratorEnabled="0" geometryGeneratorType="PointGeometry" layerType="UnknownGeometry" lineAnchorClipping="0" lineAnchorPercent="0.5" lineAnchorType="0" maxCurvedCharAngleIn="25" maxCurvedCharAngleOut="-25" offsetType="0" offsetUnits="MM" overrunDistance="0" overrunDistanceUnit="MM" placement="0" placementFlags="10" polygonPlacementFlags="2" predefinedPositionOrder="TR,TL,BR,BL,R,L,TSR,BSR" preserveRotation="1" priority="5" quadOffset="4" repeatDistance="0" repeatDistanceUnits="MM" rotationAngle="0" rotationUnit="AngleDegrees" xOffset="0" yOffset="0" />
   <rendering displayAll="0" drawLabels="0" fontLimitPixelSize="0" fontMaxPixelSize="10000" fontMinPixelSize="0" labelPerPart="0" limitNumLabels="0" maxNumLabels="2000" mergeLines="0" minFeatureSize="0" obstacle="1" obstacleFactor="1" obstacleType="1" scaleMax="0" scaleMin="0" scaleVisibility="0" unplacedVisibility="0" upsidedownLabels="0" zIndex="0" />
  </settings>
 </labeling>
 <blendMode>0</blendMode>
 <featureBlendMode>0</featureBlendMode>
 <layerOpacity>1</layerOpacity>
 <aliases>
  <alias field="id" name="Id" />
  <alias field="name" name="Name" />
  <alias field="pattern" name="Pattern" />
  <alias field="count" name="Count" />
  <alias field="length_km" name="Length (km)" />
  <alias field="speed_kn" name="Speed (kn)" />
  <alias field="worst_revisit_min" name="Longest without a visit (min)" />
  <alias field="mean_wait_min" name="Mean wait (min)" />
  <alias field="coverage_factor" name="Coverage factor" />
  <alias field="detection_random" name="Found, random search" />
  <alias field="detection_inverse_cube" name="Found, inverse cube law" />
  <alias field="source" name="Source" />
  <alias field="as_of" name="As of" />
  <alias field="method" name="Method" />
  <alias field="tolerance_m" name="Tolerance (m)" />
 </aliases>
 <previewExpression>coalesce("name", "id")</previewExpression>
 <mapTip>&lt;b&gt;[% coalesce("name", "id") %]&lt;/b&gt; Patrols at sea&lt;table&gt;
[% coalesce('&lt;tr&gt;&lt;td&gt;Pattern&lt;/td&gt;&lt;td&gt;' || "pattern" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td&gt;Count&lt;/td&gt;&lt;td&gt;' || "count" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td&gt;Length (km)&lt;/td&gt;&lt;td&gt;' || "length_km" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td&gt;Speed (kn)&lt;/td&gt;&lt;td&gt;' || "speed_kn" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td&gt;Longest without a visit (min)&lt;/td&gt;&lt;td&gt;' || "worst_revisit_min" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td&gt;Mean wait (min)&lt;/td&gt;&lt;td&gt;' || "mean_wait_min" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td&gt;Coverage factor&lt;/td&gt;&lt;td&gt;' || "coverage_factor" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td&gt;Found, random search&lt;/td&gt;&lt;td&gt;' || "detection_random" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td&gt;Found, inverse cube law&lt;/td&gt;&lt;td&gt;' || "detection_inverse_cube" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
&lt;/table&gt;[% coalesce("source", '') %] ([% coalesce("as_of", '') %])</mapTip>
 <layerGeometryType>1</layerGeometryType>
</qgis>
